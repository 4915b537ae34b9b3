import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { feedInAddress, feedOfAddress, type Feed } from '../authoring/feed';

/** Parts of what a feed gives. */
export const RESULT_TABS = [
  'result',
  'changes',
  'findings',
  'version',
  'tests',
  'fleet',
] as const;

/** @see RESULT_TABS */
export type ResultTab = (typeof RESULT_TABS)[number];

/** What the page shows, so that a link shows the same. */
export interface AuthoringLink {
  /** Id of the draft; what is out without one. */
  draft?: string;
  file?: string;
  feed?: Feed;
  tab: ResultTab;
  show(next: {
    /** `null` for what is out. */
    draft?: string | null;
    file?: string;
    feed?: Feed;
    tab?: ResultTab;
  }): void;
}

/** The state of the page that stands in its address. */
export function useAuthoringLink(): AuthoringLink {
  const [params, setParams] = useSearchParams();
  const show = useCallback<AuthoringLink['show']>(
    ({ draft, file, feed, tab }) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          if (draft === null) {
            next.delete('draft');
          }
          const texts = {
            draft,
            file,
            feed: feed && feedInAddress(feed),
            tab,
          };
          for (const [name, text] of Object.entries(texts)) {
            if (typeof text === 'string') {
              next.set(name, text);
            }
          }
          return next;
        },
        // Another draft is another page to go back from; the rest is a look at the same one.
        { replace: draft === undefined },
      ),
    [setParams],
  );
  const feedText = params.get('feed');
  const feed = useMemo(() => feedOfAddress(feedText), [feedText]);
  const asked = params.get('tab');
  return {
    draft: params.get('draft') ?? undefined,
    file: params.get('file') ?? undefined,
    feed,
    tab: RESULT_TABS.find(tab => tab === asked) ?? 'result',
    show,
  };
}
