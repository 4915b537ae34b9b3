import type { IJob } from 'kubernetes-models/batch/v1';
import type { Because } from '../../model';
import { secondsOf } from '../../quantity';
import { ownPart } from '../../schema/intent';
import { because } from '../because';
import { job } from '../carriers/job';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
  workloadName,
} from '../context';
import { code, plain } from '../derive/documents/markdown';
import { derivePodTemplate } from '../derive/podTemplate';
import type { Manifest } from '../manifest';
import type { WorkNotes } from '../workNotes';
import { endingPods } from './endingPods';
import { jobAlert, jobPanels } from './jobSignals';
import { originsOf } from './origins';
import { keepWhenFinished, nameOfRun, onceAnnotations } from './runsOnce';
import type { WorkloadShape } from './shape';

/** With the hash the name stays within the 63 characters of a label. */
const LONGEST_NAME = 53;

type Migration = NonNullable<ReturnType<typeof migrationOf>>;

/** A change of data or schema that happens once: a Job. */
export const migrationJob: WorkloadShape = {
  types: ['migration-job'],
  plan: ({ intent, settings }) => ({
    carrier: job,
    name: nameOfRun({
      intent,
      settings,
      // Another approval or backup is the way to ask for another run; another timeout is not.
      work: [intent.spec.migration?.approval, intent.spec.migration?.backup],
      max: LONGEST_NAME,
    }),
    once: true,
    canary: 'none',
    steps: [],
    from: 'intent:/spec/migration',
  }),
  derive: (ctx, providers) => {
    const migration = migrationOf(ctx);
    return migration
      ? [deriveJob(ctx, migration, onceAnnotations(providers))]
      : [];
  },
  notes: ctx => {
    const migration = migrationOf(ctx);
    return migration ? notesOf(ctx, migration) : {};
  },
  without: {
    service: 'It calls others and nobody calls it.',
    autoscaling: 'Two that change the same data at once would harm it.',
    disruptionBudget:
      'There is one pod: a budget could only block drains, not make the migration safe.',
    probes:
      'Whether it is well is told by how it ends; a restart halfway would run it twice.',
    sloAlerts:
      'It promises no answers to anybody; its failure has an alert of its own.',
  },
};

function migrationOf({ intent }: Pick<EnvironmentContext, 'intent'>) {
  return ownPart(intent, 'migration');
}

function deriveJob(
  ctx: EnvironmentContext,
  migration: Migration,
  once: Record<string, string>,
): Derived {
  const { timeout } = migration;
  const { template, reasons } = derivePodTemplate(ctx, endingPods());
  const origins = originsOf(ctx, [
    {
      key: 'fairway.dev/approval',
      value: migration.approval,
      from: 'intent:/spec/migration/approval',
      why: 'Who agreed that data is changed.',
    },
    {
      key: 'fairway.dev/backup',
      value: migration.backup,
      from: 'intent:/spec/migration/backup',
      why: 'What the data can be restored from: there is no other way back.',
    },
    ...Object.entries(once).map(([key, value]) => ({
      key,
      value,
      from: 'contract:/providers/delivery',
      why: 'Delivery creates it and then leaves it alone.',
    })),
  ]);
  const object: Manifest<IJob> = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(ctx, workloadName(ctx), origins),
    spec: {
      completions: 1,
      parallelism: 1,
      backoffLimit: 0,
      ...(timeout ? { activeDeadlineSeconds: secondsOf(timeout) } : undefined),
      template,
    },
  };
  keepWhenFinished(ctx);
  if (!timeout) {
    ctx.leaveOut({
      what: 'activeDeadlineSeconds',
      why: 'The intent states no timeout, and a migration that is killed halfway is worse than a long one.',
      from: 'intent:/spec/migration/timeout',
    });
  }
  return derivedForService(ctx, object, [
    ...origins.reasons,
    ...migrationReasons(migration),
    ...reasons,
  ]);
}

function migrationReasons({ timeout }: Migration): Because[] {
  return [
    because(
      '/metadata/name',
      'fairway:runs-once',
      'The name of the service, and a hash of what is to be done: another image, command, variable, approval or backup is another migration; everything else runs nothing again.',
    ),
    because(
      '/spec/completions',
      'fairway:runs-once',
      'It is done when it has ended well once.',
    ),
    because(
      '/spec/parallelism',
      'fairway:runs-once',
      'Two that change the same data at once would harm it.',
    ),
    because(
      '/spec/backoffLimit',
      'fairway:runs-once',
      'A migration that failed halfway is looked at by a person before anything runs again.',
    ),
    ...(timeout
      ? [
          because(
            '/spec/activeDeadlineSeconds',
            'intent:/spec/migration/timeout',
            `After ${timeout} it is ended and counts as failed.`,
          ),
        ]
      : []),
  ];
}

function notesOf(
  ctx: Omit<EnvironmentContext, 'notes'>,
  { approval, backup }: Migration,
): Partial<WorkNotes> {
  const name = workloadName(ctx);
  return {
    extent: 'one run',
    alerts: [
      jobAlert(ctx, {
        alert: 'MigrationFailed',
        severity: 'page',
        summary: `${ctx.name}: the migration failed`,
        description:
          'It may have stopped halfway, and nothing runs it again by itself. Read its last log lines, and decide between mending it and the backup.',
        why: 'Data that is half changed hurts whoever reads it next.',
      }),
    ],
    panels: jobPanels(ctx),
    failureModes: [
      'It fails halfway: alert MigrationFailed. Nothing is tried again; mend it, and the change of the image or of the intent runs it anew under another name.',
      'It waits for a lock: its log stands still while the database is well.',
    ],
    firstSteps: [
      `How far did it come? ${code(
        `kubectl -n ${ctx.namespace} logs job/${name}`,
      )}`,
    ],
    wayBack: [
      `At once: ${code(
        job.undo.command({ name, namespace: ctx.namespace }),
      )} stops it; what it has done stays done.`,
      `Data: restore from the backup the intent names: ${plain(backup)}.`,
      `Ask who agreed: ${plain(approval)}.`,
      'A revert in Git takes nothing back: it would run the former migration once more.',
    ],
  };
}
