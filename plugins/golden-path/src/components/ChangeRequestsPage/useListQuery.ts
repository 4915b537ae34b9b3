import type { ChangeRequestState } from '@fairway/plugin-golden-path-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the list shows, as it stands in the address. */
export interface ListQuery {
  state: ChangeRequestState;
  awaitingMe: boolean;
  search: string;
  /** Only those that this campaign opened. */
  campaign?: string;
  /** Changes when other requests are asked for. */
  key: string;
  set(change: {
    state?: ChangeRequestState;
    awaitingMe?: boolean;
    search?: string;
    /** `null` for those of all campaigns and none. */
    campaign?: null;
  }): void;
}

const STATES: readonly ChangeRequestState[] = ['open', 'merged', 'closed'];

/** Filters of the list, kept in the address. */
export function useListQuery(): ListQuery {
  const [params, setParams] = useSearchParams();
  const state = STATES.find(each => each === params.get('state')) ?? STATES[0];
  const awaitingMe = params.get('mine') === 'true';
  const search = params.get('search') ?? '';
  const campaign = params.get('campaign') ?? undefined;

  const set = useCallback<ListQuery['set']>(
    change =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          const put = (name: string, value: string | undefined) =>
            value ? next.set(name, value) : next.delete(name);
          if (change.state) {
            put('state', change.state === 'open' ? undefined : change.state);
          }
          if (change.awaitingMe !== undefined) {
            put('mine', change.awaitingMe ? 'true' : undefined);
          }
          if (change.search !== undefined) {
            put('search', change.search);
          }
          if (change.campaign === null) {
            put('campaign', undefined);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const key = `${state}|${awaitingMe}|${search}|${campaign}`;
  return { state, awaitingMe, search, campaign, key, set };
}
