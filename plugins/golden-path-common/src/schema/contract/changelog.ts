import { z } from 'zod';
import { line, semver } from '../scalars';

const changelogEntry = z.strictObject({
  version: semver.describe('Version of the contract'),
  date: z.iso.date().describe('Day it came into force'),
  changes: z
    .array(
      z.strictObject({
        kind: z
          .enum(['added', 'changed', 'removed', 'fixed'])
          .describe('Kind of change'),
        text: line(400).describe('What changed for teams'),
      }),
    )
    .min(1)
    .describe('What changed'),
});

export const changelogSchema = z
  .array(changelogEntry)
  .min(1)
  .describe('What changed for teams, newest first');
