import { yaml } from '@codemirror/lang-yaml';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editorTheme';

/** A text to read, in the look of the page. It is made anew when a prop changes, the extensions by identity. */
export function ReadOnlyEditor(props: {
  text: string;
  /** Name of the text, for screen readers. */
  label: string;
  /** Pixels. */
  maxHeight: number;
  /** What this editor has beside numbered, coloured lines; gutters stand right of the numbers. */
  extensions: Extension;
}) {
  const { text, label, maxHeight, extensions } = props;
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!parent.current) {
      return undefined;
    }
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          yaml(),
          // Digests and commands are long; nobody should have to scroll sideways.
          EditorView.lineWrapping,
          // Read-only, but with a cursor: arrow keys walk the lines.
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-readonly': 'true',
            // What scrolls has to be reachable with Tab.
            tabindex: '0',
          }),
          extensions,
          editorTheme(theme),
          EditorView.theme({
            '&': { maxHeight: `${maxHeight}px` },
            '.cm-scroller': { overflow: 'auto' },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [text, label, maxHeight, extensions, theme]);

  return <div ref={parent} />;
}
