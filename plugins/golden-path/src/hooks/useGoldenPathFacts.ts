import { useApi } from '@backstage/core-plugin-api';
import type {
  Fleet,
  GoldenPathApi,
  PlatformContract,
} from '@fairway/plugin-golden-path-common';
import useAsync from 'react-use/esm/useAsync';
import { goldenPathApiRef } from '../api';

/** What the compiler needs besides the intent. */
export interface GoldenPathFacts {
  contract: PlatformContract;
  fleet: Fleet;
}

/** Facts are a few hundred kilobytes; the fields and pages of one form share them for this long. */
const FRESH_MS = 60_000;
const cache = new WeakMap<
  GoldenPathApi,
  { at: number; facts: Promise<GoldenPathFacts> }
>();

async function load(api: GoldenPathApi): Promise<GoldenPathFacts> {
  const [{ contract }, { fleet }] = await Promise.all([
    api.getContract(),
    api.getFleet(),
  ]);
  return { contract, fleet };
}

/** Contract and fleet, fresh enough; what could not be loaded is asked for again by the next one who needs it. */
export function loadFacts(api: GoldenPathApi): Promise<GoldenPathFacts> {
  const known = cache.get(api);
  if (known && Date.now() - known.at < FRESH_MS) {
    return known.facts;
  }
  const facts = load(api);
  cache.set(api, { at: Date.now(), facts });
  facts.catch(() => cache.delete(api));
  return facts;
}

/** Contract and fleet, for compiling in the browser. */
export function useGoldenPathFacts() {
  const api = useApi(goldenPathApiRef);
  return useAsync(() => loadFacts(api), [api]);
}
