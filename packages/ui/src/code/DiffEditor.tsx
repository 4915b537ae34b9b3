import { yaml } from '@codemirror/lang-yaml';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import type { DiffViewProps } from './DiffView';
import { editorTheme } from './editorTheme';
import { unfoldByKey } from './unfoldByKey';

/** The diff itself; loaded when the first one is shown. */
export default function DiffEditor(props: Required<DiffViewProps>) {
  const { before, after, label, maxHeight } = props;
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!parent.current) {
      return undefined;
    }
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          yaml(),
          EditorState.readOnly.of(true),
          // Digests and commands are long; nobody should have to scroll sideways.
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-readonly': 'true',
            // What scrolls has to be reachable with Tab.
            tabindex: '0',
          }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: true,
            collapseUnchanged: { margin: 3, minSize: 4 },
          }),
          unfoldByKey(),
          editorTheme(theme),
          EditorView.theme({
            '&': { maxHeight: `${maxHeight}px` },
            '.cm-scroller': { overflow: 'auto' },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after, label, maxHeight, theme]);

  return <div ref={parent} />;
}
