import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  isolateHistory,
} from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  codeFolding,
  foldGutter,
  foldKeymap,
  indentUnit,
} from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editorTheme';
import type { LineProblem } from './lineProblem';

/** A place that was asked for; a new object each time, so that the same one can be asked for again. */
export interface AskedLine {
  /** From 1. */
  line: number;
}

interface EditableEditorProps {
  value: string;
  label: string;
  problems: readonly LineProblem[];
  height: number | string;
  askedLine?: AskedLine;
  onChange(value: string): void;
}

/** Tab goes on to the next control, as everywhere on a page; lines are indented with Ctrl and a bracket. */
const keys = keymap.of([
  { key: 'Mod-]', run: indentMore },
  { key: 'Mod-[', run: indentLess },
  ...defaultKeymap,
  ...historyKeymap,
  ...foldKeymap,
  ...searchKeymap,
]);

/** A text that came from outside is told to nobody. */
const fromOutside = Annotation.define<boolean>();

function diagnosticsOf(
  state: EditorState,
  problems: readonly LineProblem[],
): Diagnostic[] {
  return problems.map(({ line: number, message, severity }) => {
    const line = state.doc.line(Math.min(Math.max(number, 1), state.doc.lines));
    const indent = line.text.length - line.text.trimStart().length;
    return {
      from: Math.min(line.from + indent, line.to),
      to: line.to,
      severity,
      message,
    };
  });
}

/** The editor itself; loaded when the first text is edited. */
export default function EditableEditor(props: EditableEditorProps) {
  const { value, label, problems, height, askedLine, onChange } = props;
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>();
  const looks = useRef(new Compartment());
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  }, [onChange]);

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
          lintGutter(),
          foldGutter(),
          codeFolding(),
          history(),
          drawSelection(),
          yaml(),
          indentUnit.of('  '),
          EditorView.lineWrapping,
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          keys,
          EditorView.contentAttributes.of({
            'aria-label': label,
            // What scrolls has to be reachable with Tab, and has to say so.
            tabindex: '0',
          }),
          EditorView.updateListener.of(update => {
            const isTyped = update.transactions.every(
              transaction => !transaction.annotation(fromOutside),
            );
            if (update.docChanged && isTyped) {
              tell.current(update.state.doc.toString());
            }
          }),
          looks.current.of([]),
        ],
      }),
    });
    editor.current = view;
    return () => {
      editor.current = undefined;
      view.destroy();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text is taken over below, without losing what can be undone
  }, [label]);

  useEffect(() => {
    editor.current?.dispatch({
      effects: looks.current.reconfigure([
        editorTheme(theme),
        EditorView.theme({
          '&': { height: typeof height === 'number' ? `${height}px` : height },
          '.cm-scroller': { overflow: 'auto' },
        }),
      ]),
    });
  }, [theme, height, label]);

  useEffect(() => {
    const view = editor.current;
    const text = view?.state.doc.toString();
    if (view && text !== value) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: value },
        // One step to undo, whatever was typed right before.
        annotations: [fromOutside.of(true), isolateHistory.of('full')],
      });
    }
  }, [value, label]);

  useEffect(() => {
    const view = editor.current;
    view?.dispatch(
      setDiagnostics(view.state, diagnosticsOf(view.state, problems)),
    );
  }, [problems, label]);

  useEffect(() => {
    const view = editor.current;
    if (view && askedLine) {
      const number = Math.min(
        Math.max(askedLine.line, 1),
        view.state.doc.lines,
      );
      const { from } = view.state.doc.line(number);
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
      view.focus();
    }
  }, [askedLine, label]);

  return <div ref={parent} />;
}
