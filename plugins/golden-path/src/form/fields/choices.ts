import type { GoldenPathFacts } from '../useGoldenPathFacts';
import type { Choice } from './NamePicker';

/** All services of the fleet, with their team and tier. */
export function serviceChoices(facts: GoldenPathFacts | undefined): Choice[] {
  return Object.values(facts?.fleet.services ?? {}).map(service => ({
    name: service.name,
    about: `${service.team} · ${service.tier}`,
  }));
}

/** Declared topics, or everything else that is declared. */
export function resourceChoices(
  facts: GoldenPathFacts | undefined,
  kind: 'topic' | 'resource',
): Choice[] {
  if (!facts) {
    return [];
  }
  return [...facts.contract.resources, ...Object.values(facts.fleet.resources)]
    .filter(({ type }) => (type === 'topic') === (kind === 'topic'))
    .map(({ name, engine, owner }) => ({
      name,
      about: `${engine} · ${owner.replace(/^group:/, '')}`,
    }));
}

/** Every team that owns something. */
export function teamChoices(facts: GoldenPathFacts | undefined): Choice[] {
  const teams = new Set(
    Object.values(facts?.fleet.services ?? {}).map(({ team }) => team),
  );
  return [...teams].sort().map(name => ({ name }));
}
