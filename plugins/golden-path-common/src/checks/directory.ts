import { knownNames } from '../fleet/directory';
import type { Finding, Fleet, FleetDirectory } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { nearestName } from '../words/nearest';
import { listOf } from '../words/phrases';

const TITLES = {
  'known-owner': 'The owner is a group of the catalog',
  'known-system': 'The system is in the catalog',
  'known-group': 'A group that the intent names is in the catalog',
};

type Report = Pick<Finding, 'severity' | 'at'> & {
  policy: keyof typeof TITLES;
};

/**
 * Whether the catalog holds the groups and the system that the intent names. An owner that does not exist denies:
 * nobody could approve a change of the service, answer for it or pay for it. The rest warns. Without a directory, or
 * with one that holds no group, nothing is known and nothing is said.
 * @public
 */
export function checkDirectory(options: {
  intent: ServiceIntent;
  fleet: Fleet;
}): Finding[] {
  const { directory } = options.fleet;
  if (!directory || directory.groups.length === 0) {
    return [];
  }
  const { metadata, spec } = options.intent;
  return [
    ...checkGroup(directory, metadata.owner, {
      policy: 'known-owner',
      severity: 'deny',
      at: '/metadata/owner',
    }),
    ...checkSystem(directory, metadata.system),
    ...(spec.dependencies ?? []).flatMap((dependency, index) =>
      'external' in dependency
        ? checkGroup(directory, dependency.owner, {
            policy: 'known-group',
            severity: 'warn',
            at: `/spec/dependencies/${index}/owner`,
          })
        : [],
    ),
    ...(spec.overrides ?? []).flatMap(({ approvedBy }, index) =>
      checkGroup(directory, approvedBy, {
        policy: 'known-group',
        severity: 'warn',
        at: `/spec/overrides/${index}/approvedBy`,
      }),
    ),
  ];
}

function checkGroup(
  directory: FleetDirectory,
  ref: string,
  report: Report,
): Finding[] {
  const name = ref.slice('group:'.length);
  const groups = knownNames(directory.groups);
  if (groups.has(name)) {
    return [];
  }
  const nearest = nearestName(name, groups.writable);
  return [
    finding(report, {
      message: `The catalog holds no group called ${name}${inOthers(
        groups.elsewhere(name),
        ref,
      )}.${nearest === undefined ? '' : ` Did you mean "group:${nearest}"?`}`,
      remedy: `Write a group that the catalog holds${
        nearest === undefined ? '' : `, such as "group:${nearest}"`
      }, or add the Group ${name} to the catalog first`,
    }),
  ];
}

function checkSystem(directory: FleetDirectory, name: string): Finding[] {
  const systems = knownNames(directory.systems);
  // A catalog without any system is one that keeps none, or that is being filled.
  if (directory.systems.length === 0 || systems.has(name)) {
    return [];
  }
  const nearest = nearestName(name, systems.writable);
  return [
    finding(
      { policy: 'known-system', severity: 'warn', at: '/metadata/system' },
      {
        message: `The catalog holds no system called ${name}${inOthers(
          systems.elsewhere(name),
          name,
        )}.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
        remedy: `Write a system that the catalog holds${
          nearest === undefined ? '' : `, such as "${nearest}"`
        }, or add the System ${name} to the catalog`,
      },
    ),
  ];
}

/** An intent has no way to name another namespace, so a namesake there does not help; it explains. */
function inOthers(namespaces: string[], written: string): string {
  return namespaces.length === 0
    ? ''
    : ` in the namespace default, which "${written}" means; there is one in ${listOf(
        namespaces,
      )}`;
}

function finding(
  report: Report,
  words: Pick<Finding, 'message' | 'remedy'>,
): Finding {
  return {
    policy: report.policy,
    title: TITLES[report.policy],
    severity: report.severity,
    at: report.at,
    ...words,
  };
}
