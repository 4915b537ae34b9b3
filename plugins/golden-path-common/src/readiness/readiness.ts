import { mainContainerOf } from '../settings';
import type {
  DerivedObject,
  PlatformContract,
  ReadinessPreview,
} from '../model';
import type { ServiceIntent } from '../schema/intent';
import { exposureDuties, statesHealth, tierDuties, type Duty } from './duties';
import { workDuties } from './workDuties';

/**
 * What production asks of the service, told from the intent alone: what every service owes, what its tier and what
 * its exposure add. What only a running service can show is `unknown`, and never counts as met.
 *
 * @param options - `objects`: what was derived; some duties are met by it.
 * @public
 */
export function previewReadiness(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  objects?: readonly DerivedObject[];
}): ReadinessPreview {
  const duties = unique([
    ...basics(options),
    ...tierDuties(options),
    ...exposureDuties(options),
    ...workDuties(options),
  ]).map(duty => ({
    id: duty.id,
    title: duty.title,
    state: stateOf(duty),
    why: duty.why,
    remedy: duty.remedy,
    ...(duty.requires === undefined ? {} : { at: duty.requires }),
  }));
  return {
    met: duties.filter(({ state }) => state === 'met').length,
    total: duties.length,
    duties,
  };
}

function stateOf(duty: Duty): 'met' | 'missing' | 'unknown' {
  if (duty.met === undefined) {
    return 'unknown';
  }
  return duty.met ? 'met' : 'missing';
}

/** Tier, exposure and basics may ask for the same thing; it is one duty, in the words of the first. */
function unique(duties: Duty[]): Duty[] {
  const seen = new Set<string>();
  return duties.filter(({ id, requires }) => {
    const keys = requires ? [id, requires] : [id];
    const known = keys.some(key => seen.has(key));
    keys.forEach(key => seen.add(key));
    return !known;
  });
}

/** What every service in production owes, whatever its tier. */
function basics(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): Duty[] {
  const { intent, contract } = options;
  const { spec } = intent;
  const main = mainContainerOf(intent);
  const { features } = contract.workloadTypes[spec.workloadType];
  return [
    {
      id: 'owner',
      title: 'The service has an owner',
      why: 'An incident goes to a team, not to a mailbox.',
      remedy: 'Set "owner" to a catalog group',
      requires: '/metadata/owner',
      met: true,
    },
    {
      id: 'escalation',
      title: 'Somebody can be reached at night',
      why: 'Alerts need an escalation policy to page.',
      remedy: 'Add "escalation" to "operations"',
      requires: '/spec/operations/escalation',
      met: spec.operations?.escalation !== undefined,
    },
    {
      id: 'channel',
      title: 'The team has a channel for operations',
      why: 'Who meets a problem knows where to ask.',
      remedy: 'Add "channel" to "operations"',
      requires: '/spec/operations/channel',
      met: spec.operations?.channel !== undefined,
    },
    {
      id: 'runbook',
      title: 'A runbook of the team is linked',
      why: 'The derived runbook knows the platform, not the business.',
      remedy: 'Add "runbook" to "operations"',
      requires: '/spec/operations/runbook',
      met: spec.operations?.runbook !== undefined,
    },
    ...(features.sloAlerts
      ? [
          {
            id: 'slo',
            title: 'The service has an objective',
            why: 'Without an objective nobody can say whether it is reliable.',
            remedy: 'Add "slo" with an availability',
            requires: '/spec/slo',
            met: spec.slo !== undefined,
          },
        ]
      : []),
    ...(features.probes
      ? [
          {
            id: 'probes',
            title: 'The service says when it is ready',
            why: 'A rollout is only as safe as its readiness probe.',
            remedy: `Add "health" with "ready" to the container ${main}`,
            requires: `/spec/containers/${main}/health`,
            met: statesHealth(intent),
          },
        ]
      : []),
    {
      id: 'image-digest',
      title: 'Every image is pinned by digest',
      why: 'A tag can change after review; a digest cannot.',
      remedy: 'Write images as "name@sha256:<64 hex digits>"',
      requires: '/spec/containers',
      met: productionImages(options).every(image => image.includes('@sha256:')),
    },
    {
      id: 'resources',
      title: 'The service states what it needs',
      why: 'Defaults fit the workload type, not the service.',
      remedy: `Add "resources" to the container ${main}`,
      requires: `/spec/containers/${main}/resources`,
      met: spec.containers[main]?.resources !== undefined,
    },
  ];
}

function productionImages(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): string[] {
  const { intent, contract } = options;
  const main = mainContainerOf(intent);
  const production = new Set(
    contract.environments
      .filter(each => each.production)
      .map(each => each.name),
  );
  const ownImages = intent.spec.environments.flatMap(environment =>
    typeof environment !== 'string' && production.has(environment.name)
      ? [environment.image]
      : [],
  );
  return Object.entries(intent.spec.containers).map(([name, { image }]) =>
    name === main ? ownImages[0] ?? image : image,
  );
}
