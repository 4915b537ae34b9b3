import type { StorePlan } from '../../storePlan';

/** An answer to a question that a review of a store asks, beside the store for whoever is called at night. */
interface Answer {
  /** Annotation that carries it. */
  key: string;
  question: string;
  value: string;
  from: string;
}

/** The questions of the review, in its order, with what the team answered. */
export function answersOf({ answers }: StorePlan): Answer[] {
  const { backup, storage } = answers;
  const rows: [string, string, string | undefined, string][] = [
    [
      'consistency',
      'What may a reader rely on?',
      answers.consistency,
      '/consistency',
    ],
    ['quorum', 'How many members have to agree?', answers.quorum, '/quorum'],
    [
      'split-brain',
      'How are two leaders prevented?',
      answers.splitBrain,
      '/splitBrain',
    ],
    ['drain', 'What happens when a node is drained?', answers.drain, '/drain'],
    [
      'zone-loss',
      'What happens when a zone is lost?',
      answers.zoneLoss,
      '/zoneLoss',
    ],
    [
      'schema-migration',
      'How does its schema change?',
      answers.schemaMigration,
      '/schemaMigration',
    ],
    [
      'backup-frequency',
      'How often is it saved?',
      backup.frequency,
      '/backup/frequency',
    ],
    [
      'restore-tested',
      'When was a restore last tested?',
      backup.restoreTested,
      '/backup/restoreTested',
    ],
    ['rpo', 'How much data may be lost, as time?', backup.rpo, '/backup/rpo'],
    ['rto', 'How long until it is back?', backup.rto, '/backup/rto'],
    [
      'volume-expansion',
      'How does a volume grow?',
      storage.expansion,
      '/storage/expansion',
    ],
  ];
  return rows.flatMap(([key, question, value, at]) =>
    value === undefined
      ? []
      : [
          {
            key: `fairway.dev/${key}`,
            question,
            value,
            from: `intent:/spec/stateful${at}`,
          },
        ],
  );
}
