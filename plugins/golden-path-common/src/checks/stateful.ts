import { bytesOf, secondsOf } from '../quantity';
import type { Finding, FleetService, PlatformContract } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { oneOf } from '../schema/problem';
import type { EnvironmentSettings } from '../settings';
import { didYouMean } from '../words/nearest';
import { countOf, listOf } from '../words/phrases';
import { quorumIn } from './quorum';

const PART = '/spec/stateful';
const DAY = 86_400;

type Answers = NonNullable<ServiceIntent['spec']['stateful']>;

interface StoreCheck {
  answers: Answers;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
  intent: ServiceIntent;
  standing?: FleetService;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Whether the answers of a store fit together, to the contract and to what stands: its class exists, its volumes can
 * become what they are to be, its members can lose one, a backup holds what the store promises, and somebody has read
 * one back.
 * @public
 */
export function checkStateful(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
  /** The store as it stands; missing for a new one. */
  standing?: FleetService;
  /** Moment of the check in epoch milliseconds. */
  now: number;
}): Finding[] {
  const answers = ownPart(options.intent, 'stateful');
  if (!answers) {
    return [];
  }
  const check: StoreCheck = { ...options, answers };
  return [
    ...checkStorageClass(check),
    ...checkVolumes(check),
    ...checkMembers(check),
    ...checkQuorum(check),
    ...checkZones(check),
    ...checkBackup(check),
    ...checkRestoreTest(check),
  ];
}

function checkStorageClass({
  answers,
  contract,
  intent,
}: StoreCheck): Finding[] {
  const { storageClass, expansion } = answers.storage;
  const classes = contract.storage?.classes ?? {};
  const names = Object.keys(classes);
  const known = Object.hasOwn(classes, storageClass)
    ? classes[storageClass]
    : undefined;
  if (!known) {
    return [
      finding({
        severity: 'deny',
        at: `${PART}/storage/storageClass`,
        message: `The contract has no storage class ${storageClass}${
          names.length > 0 ? `; it has ${listOf(names)}` : ''
        }.${didYouMean(storageClass, names)}`,
        remedy:
          names.length > 0
            ? `Use ${oneOf(names)}`
            : 'Ask the platform team to add the class to storage.classes of the contract',
      }),
    ];
  }
  return [
    ...checkEncryption(known.encrypted, storageClass, intent),
    ...(expansion === known.expansion
      ? []
      : [
          finding({
            severity: 'warn',
            at: `${PART}/storage/expansion`,
            message: `The intent says that volumes grow ${inWords(
              expansion,
            )}, and those of ${storageClass} grow ${inWords(known.expansion)}.`,
            remedy: `Set "expansion" to ${known.expansion}, or choose another class`,
          }),
        ]),
  ];
}

/** Volumes that stand: they may grow where their class lets them, and nothing else. */
function checkVolumes({ answers, contract, standing }: StoreCheck): Finding[] {
  const was = standing?.store;
  if (!was) {
    return [];
  }
  const { size, storageClass } = answers.storage;
  if (storageClass !== was.storageClass) {
    return [
      finding({
        severity: 'warn',
        at: `${PART}/storage/storageClass`,
        message: `The volumes are of the class ${was.storageClass}, and a volume never changes its class: delivery is refused until the StatefulSet is made anew.`,
        remedy: `Delete the StatefulSet with --cascade=orphan once this is merged, then let one member after the other lose its claim and copy the data from the rest; or stay with ${was.storageClass}`,
      }),
    ];
  }
  const at = `${PART}/storage/size`;
  const grown = bytesOf(size) - bytesOf(was.size);
  if (grown < 0) {
    return [
      finding({
        severity: 'deny',
        at,
        message: `The volumes have ${was.size}, and no volume ever shrinks.`,
        remedy: `Write ${was.size}, or make a new store of ${size} and move the data`,
      }),
    ];
  }
  const expansion = contract.storage?.classes[storageClass]?.expansion;
  if (grown === 0 || expansion === undefined) {
    return [];
  }
  return expansion === 'not-supported'
    ? [
        finding({
          severity: 'deny',
          at,
          message: `The volumes have ${was.size}, and those of ${storageClass} never grow.`,
          remedy: `Write ${was.size}, or make a new store of ${size} and move the data`,
        }),
      ]
    : [
        finding({
          severity: 'warn',
          at,
          message: `The volumes have ${was.size}, and a StatefulSet never changes its claims: delivery is refused until people have let them grow.`,
          remedy: `Let each claim grow to ${size}${
            expansion === 'offline' ? ' with its member stopped' : ''
          }, then delete the StatefulSet with --cascade=orphan so that delivery writes it anew; the runbook has the commands`,
        }),
      ];
}

function checkEncryption(
  encrypted: boolean,
  storageClass: string,
  { spec }: ServiceIntent,
): Finding[] {
  const { dataClassification } = spec;
  const secret =
    dataClassification === 'confidential' ||
    dataClassification === 'restricted';
  return encrypted || !secret
    ? []
    : [
        finding({
          severity: 'deny',
          at: `${PART}/storage/storageClass`,
          message: `Volumes of ${storageClass} are not encrypted, and the data is ${dataClassification}.`,
          remedy: 'Use a class that encrypts, or store no such data here',
        }),
      ];
}

function inWords(expansion: Answers['storage']['expansion']): string {
  return { online: 'online', offline: 'offline', 'not-supported': 'never' }[
    expansion
  ];
}

function checkMembers({ intent, settings }: StoreCheck): Finding[] {
  const findings: Finding[] = [];
  const { scaling } = intent.spec;
  if (scaling) {
    findings.push(
      finding({
        severity: 'warn',
        at: '/spec/scaling',
        message:
          'Members of a store are not added by load, so this range means nothing.',
        remedy: `Remove "scaling"; "stateful.replicas" is the number of members`,
      }),
    );
  }
  intent.spec.environments.forEach((entry, index) => {
    const range = typeof entry === 'string' ? undefined : entry.scaling;
    if (range && range.min !== range.max) {
      findings.push(
        finding({
          severity: 'warn',
          at: `/spec/environments/${index}/scaling`,
          message: `Members of a store are not added by load, so it has ${range.min} here, never ${range.max}.`,
          remedy: 'State the same number as "min" and as "max"',
        }),
      );
    }
  });
  for (const [members, environments] of membersBy(settings)) {
    const spare = Math.ceil(members / 2) - 1;
    const [first] = environments;
    const stated = settings.find(each => each.environment.name === first);
    if (members % 2 === 0) {
      findings.push(
        finding({
          severity: 'warn',
          at: stated?.scaling.from.replace(/^intent:/, '') ?? PART,
          environments,
          message: `${members} members survive the loss of ${spare}, as ${
            members - 1
          } do: the last one costs money and a vote that can end in a draw.`,
          remedy: `Use ${members - 1} or ${members + 1} members`,
        }),
      );
    }
  }
  const alone = settings
    .filter(
      ({ environment, scaling: range }) =>
        environment.production && range.max === 1,
    )
    .map(({ environment }) => environment.name);
  if (alone.length > 0) {
    findings.push(
      finding({
        severity: 'warn',
        at: `${PART}/replicas`,
        environments: alone,
        message: `A single member is away for each drain of its node, and with its zone; nothing else has the data but the backup.`,
        remedy:
          'Use three members, or a managed store of the platform that has them',
      }),
    );
  }
  return findings;
}

/** A quorum that the members never reach stops the store; one of half of them lets two halves go apart. */
function checkQuorum({ answers, settings }: StoreCheck): Finding[] {
  const quorum = quorumIn(answers.quorum);
  if (quorum === undefined) {
    return [];
  }
  const at = `${PART}/quorum`;
  const findings: Finding[] = [];
  // The answer is about production; where people try things, one member is often enough.
  const inProduction = settings.filter(
    ({ environment }) => environment.production,
  );
  for (const [members, environments] of membersBy(inProduction)) {
    const majority = Math.floor(members / 2) + 1;
    if (quorum > members) {
      findings.push(
        finding({
          severity: 'deny',
          at,
          environments,
          message: `${quorum} members have to agree, and there ${
            members === 1 ? 'is' : 'are'
          } ${members}: no write would ever be confirmed.`,
          remedy: `Have ${quorum} members or more in ${listOf(
            environments,
          )}, or lower the quorum; "a majority of the members" holds for any number`,
        }),
      );
    } else if (quorum < majority) {
      findings.push(
        finding({
          severity: 'warn',
          at,
          environments,
          message: `${quorum} of ${countOf(
            members,
            'member',
          )} is not more than half: two parts that do not see each other could both go on.`,
          remedy: `Let ${majority} agree, or say in "splitBrain" what else keeps a second leader away`,
        }),
      );
    }
  }
  return findings;
}

/** Environments by the number of members in them. */
function membersBy(settings: EnvironmentSettings[]): Map<number, string[]> {
  const byMembers = new Map<number, string[]>();
  for (const { environment, scaling } of settings) {
    const names = byMembers.get(scaling.max) ?? [];
    byMembers.set(scaling.max, [...names, environment.name]);
  }
  return byMembers;
}

/** A majority may end up in one zone where there are fewer than three; only production promises to outlive one. */
function checkZones({ settings }: StoreCheck): Finding[] {
  return settings.flatMap(({ environment, clusters, scaling }) =>
    clusters
      .filter(
        ({ zones }) =>
          environment.production && scaling.max > 1 && zones.length < 3,
      )
      .map(({ name, zones }) =>
        finding({
          severity: 'warn',
          at: `${PART}/zoneLoss`,
          environments: [environment.name],
          message: `The cluster ${name} has ${zones.length} of the three zones that a majority needs to outlive one.`,
          remedy:
            'Say in "zoneLoss" how the store goes on without its majority, or ask for a cluster with three zones',
        }),
      ),
  );
}

function checkBackup({ answers, contract }: StoreCheck): Finding[] {
  const { frequency, rpo } = answers.backup;
  const schedules = Object.values(contract.storage?.backup?.schedules ?? {});
  const wanted = secondsOf(frequency);
  const findings: Finding[] = [];
  if (wanted > secondsOf(rpo)) {
    findings.push(
      finding({
        severity: 'deny',
        at: `${PART}/backup/rpo`,
        message: `A backup every ${frequency} can lose ${frequency}, and at most ${rpo} may be lost.`,
        remedy: `Set "frequency" to ${rpo} or less, or agree on a larger "rpo"`,
      }),
    );
  }
  if (
    schedules.length > 0 &&
    schedules.every(every => secondsOf(every) > wanted)
  ) {
    findings.push(
      finding({
        severity: 'deny',
        at: `${PART}/backup/frequency`,
        message: `Nothing of the platform runs every ${frequency}; backups are taken every ${listOf(
          schedules,
        )}.`,
        remedy: `Use ${oneOf(
          schedules,
        )}, or a store that writes its log somewhere else as it goes`,
      }),
    );
  }
  return findings;
}

function checkRestoreTest({ answers, contract, now }: StoreCheck): Finding[] {
  const { restoreTested } = answers.backup;
  const at = `${PART}/backup/restoreTested`;
  const tested = Date.parse(`${restoreTested}T00:00:00Z`);
  if (tested > now) {
    return [
      finding({
        severity: 'deny',
        at,
        message: `The restore was tested on ${restoreTested}, and that day is still to come.`,
        remedy: 'Write the day of the last test that was done',
      }),
    ];
  }
  const limit = contract.storage?.backup?.restoreTestMaxAge;
  const days = Math.floor((now - tested) / 1000 / DAY);
  return limit !== undefined && now - tested > secondsOf(limit) * 1000
    ? [
        finding({
          severity: 'warn',
          at,
          message: `The last restore was tested on ${restoreTested}, ${days} days ago; after ${limit} it counts as untested.`,
          remedy: 'Restore a backup, look at the data, and write the new day',
        }),
      ]
    : [];
}

/**
 * Moments, epoch milliseconds, at which the clock alone changes what is found of a store: its restore test counts from
 * the day that is stated, and counts no more when it is too old.
 * @public
 */
export function restoreTestMoments(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): number[] {
  const answers = ownPart(options.intent, 'stateful');
  if (!answers) {
    return [];
  }
  const tested = Date.parse(`${answers.backup.restoreTested}T00:00:00Z`);
  const limit = options.contract.storage?.backup?.restoreTestMaxAge;
  return [
    tested,
    ...(limit === undefined ? [] : [tested + secondsOf(limit) * 1000 + 1]),
  ];
}

function finding(
  given: Omit<Finding, 'policy' | 'title' | 'remedy'> & { remedy: string },
): Finding {
  return {
    policy: 'stateful',
    title: 'The answers of a store hold',
    ...given,
  };
}
