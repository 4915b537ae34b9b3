import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { RangeSet, type Extension } from '@codemirror/state';
import {
  EditorView,
  GutterMarker,
  gutter,
  highlightActiveLine,
  hoverTooltip,
  keymap,
} from '@codemirror/view';
import { useEffect, useMemo, useRef } from 'react';
import type { LineReason } from './lineReason';
import { ReadOnlyEditor } from './ReadOnlyEditor';

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
  const tell = useRef(onLine);
  useEffect(() => {
    tell.current = onLine;
  }, [onLine]);

  const extensions = useMemo(
    () => [
      reasons ? reasonsOf(reasons) : [],
      foldGutter(),
      codeFolding(),
      keymap.of(foldKeymap),
      highlightActiveLine(),
      EditorView.updateListener.of(update => {
        if (update.selectionSet) {
          const { head } = update.state.selection.main;
          tell.current?.(update.state.doc.lineAt(head).number);
        }
      }),
    ],
    [reasons],
  );

  return (
    <ReadOnlyEditor
      text={value}
      label={reasons ? `${label}. ${reasonLabel}` : label}
      maxHeight={maxHeight}
      extensions={extensions}
    />
  );
}
