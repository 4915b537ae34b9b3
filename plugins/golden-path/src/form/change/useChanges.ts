import {
  diffResults,
  type FileChange,
} from '@fairway/plugin-golden-path-common';
import { useMemo } from 'react';
import {
  foldChanges,
  type FoldedChange,
} from '../../components/shared/foldChanges';
import { usePreviewContext } from '../preview/PreviewContext';

/**
 * What the form changes of the service as it is merged, each change once for all clusters; undefined for a new
 * service, and while it is not known.
 */
export function useChanges(): FoldedChange[] | undefined {
  const { preview, standing, changes } = usePreviewContext();
  const after = preview?.result;
  // While it is filled in from Git, the form states another service, or none.
  const isFilled = changes !== undefined && after?.name === changes;
  const before = isFilled ? standing?.result : undefined;
  return useMemo(() => {
    const files: FileChange[] | undefined =
      before && after && diffResults({ before, after });
    return files && foldChanges(files, changes);
  }, [before, after, changes]);
}
