import { yaml } from '@codemirror/lang-yaml';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { EditorState, RangeSet, type Extension } from '@codemirror/state';
import {
  EditorView,
  GutterMarker,
  gutter,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editorTheme';
import type { LineReason } from './YamlView';

interface YamlEditorProps {
  value: string;
  label: string;
  reasons?: LineReason[];
  reasonLabel: string;
  maxHeight: number;
  onLine?(line: number): void;
}

class ReasonMarker extends GutterMarker {
  toDOM() {
    const dot = document.createElement('span');
    dot.textContent = '•';
    dot.setAttribute('aria-hidden', 'true');
    return dot;
  }
}
const REASON_MARKER = new ReasonMarker();

/** A dot beside each line that has a reason, and the reason on hover. */
function reasonsOf(reasons: LineReason[]): Extension {
  const byLine = new Map<number, LineReason[]>();
  const marked = new Set<number>();
  for (const reason of reasons) {
    byLine.set(reason.line, [...(byLine.get(reason.line) ?? []), reason]);
    if (!reason.inherited) {
      marked.add(reason.line);
    }
  }
  return [
    gutter({
      class: 'cm-reason',
      markers: view =>
        RangeSet.of(
          [...marked]
            .filter(line => line >= 1 && line <= view.state.doc.lines)
            .map(line => REASON_MARKER.range(view.state.doc.line(line).from)),
          true,
        ),
      domEventHandlers: {
        mousedown: (view, block) => {
          view.dispatch({ selection: { anchor: block.from } });
          view.focus();
          return true;
        },
      },
    }),
    hoverTooltip((view, position) => {
      const line = view.state.doc.lineAt(position);
      const here = byLine.get(line.number);
      return here
        ? {
            pos: line.from,
            above: true,
            create: () => {
              const dom = document.createElement('div');
              for (const reason of here) {
                const row = document.createElement('div');
                row.textContent = `${reason.why} (${reason.from})`;
                dom.append(row);
              }
              return { dom };
            },
          }
        : null;
    }),
  ];
}

/** The editor itself; loaded when the first YAML is shown. */
export default function YamlEditor(props: YamlEditorProps) {
  const { value, label, reasons, reasonLabel, maxHeight, onLine } = props;
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);
  const tell = useRef(onLine);
  useEffect(() => {
    tell.current = onLine;
  }, [onLine]);

  useEffect(() => {
    if (!parent.current) {
      return undefined;
    }
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          reasons ? reasonsOf(reasons) : [],
          foldGutter(),
          codeFolding(),
          keymap.of(foldKeymap),
          highlightActiveLine(),
          yaml(),
          // Digests and commands are long; nobody should have to scroll sideways.
          EditorView.lineWrapping,
          // Read-only, but with a cursor: arrow keys walk the lines.
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({
            'aria-label': reasons ? `${label}. ${reasonLabel}` : label,
            'aria-readonly': 'true',
            // What scrolls has to be reachable with Tab.
            tabindex: '0',
          }),
          EditorView.updateListener.of(update => {
            if (update.selectionSet) {
              const { head } = update.state.selection.main;
              tell.current?.(update.state.doc.lineAt(head).number);
            }
          }),
          editorTheme(theme),
          EditorView.theme({
            '&': { maxHeight: `${maxHeight}px` },
            '.cm-scroller': { overflow: 'auto' },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [value, label, reasons, reasonLabel, maxHeight, theme]);

  return <div ref={parent} />;
}
