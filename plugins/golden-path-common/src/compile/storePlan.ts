import type { PlatformContract } from '../model';
import { secondsOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';
import type { EnvironmentSettings } from '../settings';

const DEFAULT_MOUNT_PATH = '/data';

/** What a store keeps and how it is kept, decided once for its objects, rules, alerts and documents. */
export interface StorePlan {
  answers: NonNullable<ServiceIntent['spec']['stateful']>;
  members: number;
  /** Where a member finds its volume. */
  mountPath: string;
  mountPathFrom: string;
  /** Ports on which members talk to each other. */
  memberPorts: number[];
  memberPortsFrom: string;
  /** Members that have to agree for the store to take writes, by majority. */
  majority: number;
  backup?: BackupPlan;
}

/** The schedule of the platform that is at least as frequent as the intent asks. */
export interface BackupPlan {
  schedule: string;
  every: string;
  everySeconds: number;
  label: string;
  provider: string;
  /** PromQL for the time of the last good backup. */
  lastSuccess?: string;
}

/** Undefined for everything that keeps no state. */
export function planStore(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
  /** Port that the store serves on. */
  port?: number;
}): StorePlan | undefined {
  const { intent, contract, settings, port } = options;
  const answers = ownPart(intent, 'stateful');
  if (!answers) {
    return undefined;
  }
  const members = settings.scaling.max;
  return {
    answers,
    members,
    mountPath: answers.mountPath ?? DEFAULT_MOUNT_PATH,
    mountPathFrom: answers.mountPath
      ? 'intent:/spec/stateful/mountPath'
      : 'fairway:mount-path',
    memberPorts: answers.memberPorts ?? (port === undefined ? [] : [port]),
    memberPortsFrom: answers.memberPorts
      ? 'intent:/spec/stateful/memberPorts'
      : 'intent:/spec/containers',
    majority: Math.floor(members / 2) + 1,
    backup: backupOf(contract, answers.backup.frequency),
  };
}

/** The least frequent schedule that is frequent enough; undefined when there is none. */
export function backupOf(
  contract: PlatformContract,
  frequency: string,
): BackupPlan | undefined {
  const { backup } = contract.storage ?? {};
  if (!backup) {
    return undefined;
  }
  const wanted = secondsOf(frequency);
  const [best] = Object.entries(backup.schedules)
    .map(([schedule, every]) => ({
      schedule,
      every,
      everySeconds: secondsOf(every),
    }))
    .filter(({ everySeconds }) => everySeconds <= wanted)
    .sort((a, b) => b.everySeconds - a.everySeconds);
  return (
    best && {
      ...best,
      label: backup.label,
      provider: backup.provider,
      lastSuccess: backup.lastSuccess?.replaceAll('{schedule}', best.schedule),
    }
  );
}
