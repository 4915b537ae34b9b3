import type {
  DeliveryStep,
  FoldedRelease,
} from '@fairway/plugin-golden-path-common';
import { escapeMarkdown } from '../services/changeRequestBody';

const WORDS: Record<DeliveryStep['status'], string> = {
  done: 'done',
  failed: '**failed**',
  missing: '**no evidence**',
  waiting: 'still to come',
  'not-applicable': 'does not apply',
};

/** What proves a release, step by step, as a table. What people or other systems wrote is escaped. */
export function evidenceMarkdown({ release, steps }: FoldedRelease): string {
  const rows = steps.map(step => {
    const last = step.evidence.at(-1);
    const words = last?.summary ?? step.why ?? '';
    return `| ${step.state} | ${WORDS[step.status]} | ${step.at ?? ''} | ${cell(
      words,
    )} |`;
  });
  return [
    `Image \`${release.image}\`, asked for by commit \`${release.commit.slice(
      0,
      12,
    )}\`${
      release.sourceCommit
        ? `, built from \`${release.sourceCommit.slice(0, 12)}\``
        : ''
    }.`,
    '',
    '| Step | State | At | Evidence |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function cell(words: string): string {
  return escapeMarkdown(words.replace(/\s+/g, ' ').slice(0, 300));
}
