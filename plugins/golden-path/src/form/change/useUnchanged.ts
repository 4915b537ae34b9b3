import { usePreviewContext } from '../preview/PreviewContext';
import { useChanges } from './useChanges';

/** Whether the form states what its service has already; false for a new service, and while it is not known. */
export function useUnchanged(): boolean {
  const { form } = usePreviewContext();
  const changes = useChanges();
  return (
    changes?.length === 0 && !form.acceptOn?.length && !form.releaseOn?.length
  );
}
