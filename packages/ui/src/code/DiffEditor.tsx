import { unifiedMergeView } from '@codemirror/merge';
import { useMemo } from 'react';
import { ReadOnlyEditor } from './ReadOnlyEditor';
import { unfoldByKey } from './unfoldByKey';

interface DiffEditorProps {
  before: string;
  after: string;
  label: string;
  maxHeight: number;
}

/** The diff itself; loaded when the first one is shown. */
export default function DiffEditor(props: DiffEditorProps) {
  const { before, after, label, maxHeight } = props;
  const extensions = useMemo(
    () => [
      unifiedMergeView({
        original: before,
        mergeControls: false,
        gutter: true,
        // In a file that is new or gone everything is; marking each word of it says nothing.
        highlightChanges: before !== '' && after !== '',
        collapseUnchanged: { margin: 3, minSize: 4 },
      }),
      unfoldByKey(),
    ],
    [before, after],
  );
  return (
    <ReadOnlyEditor
      text={after}
      label={label}
      maxHeight={maxHeight}
      extensions={extensions}
    />
  );
}
