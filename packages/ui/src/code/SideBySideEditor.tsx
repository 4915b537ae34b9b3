import { yaml } from '@codemirror/lang-yaml';
import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editorTheme';
import { unfoldByKey } from './unfoldByKey';

interface SideBySideEditorProps {
  before: string;
  after: string;
  /** Names of the two texts, for screen readers. */
  labels: { before: string; after: string };
  maxHeight: number;
}

function readOnly(label: string): Extension {
  return [
    lineNumbers(),
    yaml(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-readonly': 'true',
      tabindex: '0',
    }),
    unfoldByKey(),
  ];
}

/** Both texts next to each other, line by line; loaded when the first one is shown. */
export default function SideBySideEditor(props: SideBySideEditorProps) {
  const { before, after, labels, maxHeight } = props;
  const theme = useTheme();
  const parent = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!parent.current) {
      return undefined;
    }
    const look = editorTheme(theme);
    const view = new MergeView({
      parent: parent.current,
      a: { doc: before, extensions: [readOnly(labels.before), look] },
      b: { doc: after, extensions: [readOnly(labels.after), look] },
      collapseUnchanged: { margin: 3, minSize: 4 },
      gutter: true,
    });
    return () => view.destroy();
  }, [before, after, labels.before, labels.after, theme]);

  return <div ref={parent} style={{ maxHeight, overflow: 'auto' }} />;
}
