import { useApi } from '@backstage/core-plugin-api';
import type { ServiceAnswer } from '@fairway/plugin-golden-path-common';
import useAsync from 'react-use/esm/useAsync';
import { goldenPathApiRef } from '../api';
import { useGoldenPathFacts } from '../hooks/useGoldenPathFacts';

/** The merged service of that name, so that what is stated can be compared with it; undefined for a new one. */
export function useStanding(
  name: string | undefined,
): ServiceAnswer | undefined {
  const api = useApi(goldenPathApiRef);
  const { value: facts } = useGoldenPathFacts();
  const known =
    name !== undefined && facts && Object.hasOwn(facts.fleet.services, name)
      ? name
      : undefined;
  const { value } = useAsync(
    async () => (known ? api.getService(known) : undefined),
    [api, known],
  );
  // The answer for the name before stays until the next one comes.
  return value?.service.name === known ? value : undefined;
}
