import {
  OBJECTIVE_STATES,
  type ObjectiveAnswer,
  type ObjectiveState,
  type ObjectiveSummary,
} from '@fairway/plugin-slo-common';

const TEAMS = ['payments', 'checkout', 'risk', 'platform'];
const UNITS = ['retail', 'finance'];
export const MOMENT = '2026-11-21T09:00:00.000Z';

/** Burn rates over 1 h, and what is left, of each state. */
const FIGURES: Record<ObjectiveState, { burn?: number; left?: number }> = {
  exhausted: { burn: 2.5, left: -0.12 },
  'burning-fast': { burn: 18.25, left: 0.624 },
  burning: { burn: 4, left: 0.31 },
  invalid: {},
  'no-data': {},
  unknown: { burn: 0.5, left: 0.8 },
  'too-few-events': { burn: 0, left: 1 },
  excluded: { burn: 0, left: 0.9 },
  healthy: { burn: 0.2, left: 0.95 },
};

function exhaustion(state: ObjectiveState): number | undefined {
  return state.startsWith('burning') ? 183_600 : undefined;
}

/** An objective as the page of all of them shows it; those with another index have another name and owner. */
export function exampleObjective(
  state: ObjectiveState = 'healthy',
  index = 1,
): ObjectiveSummary {
  const service = `service-${String(index).padStart(4, '0')}`;
  const { burn, left } = FIGURES[state];
  const exhaustsInSeconds = exhaustion(state);
  return {
    id: `${service}.availability`,
    title: `Availability of ${service}`,
    service,
    entity: `component:default/${service}`,
    owner: `group:default/${TEAMS[index % TEAMS.length]}`,
    system: `system:default/shop-${index % 3}`,
    tier: `tier-${(index % 3) + 1}`,
    ...(index % 5 === 0 ? {} : { businessUnit: UNITS[index % 2] }),
    target: 0.9995,
    window: '30d',
    state,
    ...(left === undefined
      ? {}
      : {
          sli: 1 - 0.0005 * (1 - left),
          budget: { ratio: left, minutes: left * 21.6, events: left * 4200 },
        }),
    burn: ['1h', '6h', '1d', '3d'].map((window, place) => ({
      window,
      ...(burn === undefined ? {} : { rate: burn / 2 ** place }),
    })),
    ...(exhaustsInSeconds === undefined ? {} : { exhaustsInSeconds }),
    at: MOMENT,
  };
}

/** As many objectives, of every state; most are healthy. */
export function exampleObjectives(size: number): ObjectiveSummary[] {
  return Array.from({ length: size }, (_objective, index) => {
    const place = index % (2 * OBJECTIVE_STATES.length);
    return exampleObjective(OBJECTIVE_STATES[place] ?? 'healthy', index + 1);
  });
}

/** What the page of one objective shows. */
export function detailOf(summary: ObjectiveSummary): ObjectiveAnswer {
  const place = { file: `services/${summary.service}/slo.yaml`, line: 1 };
  const total = 8_400_000;
  const allowed = total * (1 - summary.target);
  const spent = 1 - (summary.budget?.ratio ?? 1);
  return {
    ...summary,
    objective: {
      id: summary.id,
      format: 'openslo',
      name: 'availability',
      title: summary.title,
      service: summary.service,
      target: summary.target,
      window: { kind: 'rolling', seconds: 2_592_000 },
      budgeting: { method: 'occurrences' },
      labels: {},
      sli: {
        kind: 'events',
        bad: 'sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))',
        total: 'sum(rate(http_requests_total[{{.window}}]))',
      },
      alerts: { page: true, ticket: true },
      place,
    },
    origin: { kind: 'golden-path', path: place.file, commit: 'c0ffee' },
    document: { text: 'kind: SLO\n', format: 'openslo', place },
    ...(summary.budget
      ? {
          arithmetic: {
            from: '2026-10-22T09:00:00.000Z',
            to: MOMENT,
            unit: 'events',
            good: total - allowed * spent,
            bad: allowed * spent,
            total,
            excluded: { bad: 0, total: 0, seconds: 0 },
            target: summary.target,
            allowed,
            spent,
            coverage: 1,
          },
        }
      : {}),
    burns: [...summary.burn],
    alerts: [],
    policy: { spent, rules: [] },
    exclusions: [],
    may: { exclude: true, change: true },
  };
}
