import type { GoldenPathFacts } from '../../hooks/useGoldenPathFacts';
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

const SCOPES = {
  zone: 'lost with its zone',
  region: 'outlives the loss of a zone',
};
const EXPANSIONS = {
  online: 'grows while in use',
  offline: 'grows when stopped',
  'not-supported': 'does not grow',
};

/** The storage classes of the contract, each with what it promises. */
export function storageClassChoices(
  facts: GoldenPathFacts | undefined,
): Choice[] {
  return Object.entries(facts?.contract.storage?.classes ?? {}).map(
    ([name, { title, scope, expansion, encrypted }]) => ({
      name,
      about: [
        title,
        SCOPES[scope],
        EXPANSIONS[expansion],
        encrypted ? 'encrypted' : 'not encrypted',
      ].join(' · '),
    }),
  );
}

/** The pools of nodes of the contract, each with what it is for. */
export function nodePoolChoices(facts: GoldenPathFacts | undefined): Choice[] {
  return Object.entries(facts?.contract.nodePools ?? {}).map(
    ([name, { title, purpose }]) => ({ name, about: `${title} · ${purpose}` }),
  );
}

/** Taints that are known: those of the pools of the contract, and that of the control plane. */
export function taintChoices(facts: GoldenPathFacts | undefined): Choice[] {
  const ofPools = Object.values(facts?.contract.nodePools ?? {}).flatMap(
    ({ title, taints = [] }) =>
      taints.map(({ key, effect }) => ({
        name: key,
        about: `Nodes of the pool ${title} · ${effect}`,
      })),
  );
  return [
    ...ofPools.filter(
      ({ name }, index) =>
        ofPools.findIndex(each => each.name === name) === index,
    ),
    {
      name: 'node-role.kubernetes.io/control-plane',
      about: 'Nodes of the control plane · NoSchedule',
    },
  ];
}

/** Every team that owns something. */
export function teamChoices(facts: GoldenPathFacts | undefined): Choice[] {
  const teams = new Set(
    Object.values(facts?.fleet.services ?? {}).map(({ team }) => team),
  );
  return [...teams].sort().map(name => ({ name }));
}
