import {
  CAMPAIGN_SERVICE_STATES,
  type CampaignService,
  type CampaignServiceState,
} from '@fairway/plugin-golden-path-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Which services of the campaign are listed, as it stands in the address. */
export interface OutcomeFilter {
  state?: CampaignServiceState;
  team?: string;
  tier?: string;
  wave?: number;
  /** One of the kinds of change. */
  kind?: string;
  /** The service whose details are open. */
  service?: string;
}

export interface OutcomeQuery extends OutcomeFilter {
  /** Whether anything narrows the list. */
  isNarrow: boolean;
  /** What is `null` goes, what is left out stays. */
  set(change: {
    [Name in keyof OutcomeFilter]?: OutcomeFilter[Name] | null;
  }): void;
  /** Shows all services. */
  clear(): void;
  fits(service: CampaignService): boolean;
}

const NARROWING = ['state', 'team', 'tier', 'wave', 'kind'] as const;

/** Filters of the list of services, kept in the address. */
export function useOutcomeQuery(): OutcomeQuery {
  const [params, setParams] = useSearchParams();
  const set = useCallback<OutcomeQuery['set']>(
    change =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === '') {
              next.delete(name);
            } else if (value !== undefined) {
              next.set(name, String(value));
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = useCallback(
    () =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          [...NARROWING, 'q'].forEach(name => next.delete(name));
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return useMemo(() => {
    const filter: OutcomeFilter = {
      state: CAMPAIGN_SERVICE_STATES.find(each => each === params.get('state')),
      team: params.get('team') ?? undefined,
      tier: params.get('tier') ?? undefined,
      wave: Number(params.get('wave')) || undefined,
      kind: params.get('kind') ?? undefined,
      service: params.get('service') ?? undefined,
    };
    return {
      ...filter,
      isNarrow: NARROWING.some(name => filter[name] !== undefined),
      set,
      clear,
      fits: service => fits(service, filter),
    };
  }, [params, set, clear]);
}

function fits(service: CampaignService, filter: OutcomeFilter): boolean {
  const { state, team, tier, wave, kind } = filter;
  return (
    (!state || service.state === state) &&
    (!team || service.team === team) &&
    (!tier || service.tier === tier) &&
    (!wave || service.wave === wave) &&
    (!kind || service.kinds.includes(kind))
  );
}
