import { ConflictError } from '@backstage/errors';
import type { FlowPlan } from '@fairway/plugin-golden-path-common';
import type { RequestPurpose } from '../store/ChangeRequestStore';
import { groupEntityRef } from './approvals';
import { escapeMarkdown } from './changeRequestBody';

/** Owners, `group:<name>`, whose consent lies in a person's proposing it. */
export function agreedBy(
  { claims }: { claims: string[] },
  plan: FlowPlan,
): string[] {
  return plan.owners
    .map(({ owner }) => owner)
    .filter(owner => claims.includes(groupEntityRef(owner)));
}

/** What people should know before they agree, in the text of the request. */
export function sectionsOf({ warnings }: FlowPlan): RequestPurpose['sections'] {
  return warnings.length > 0
    ? [
        {
          title: 'Before you agree',
          markdown: warnings
            .map(warning => `- ${escapeMarkdown(warning)}`)
            .join('\n'),
        },
      ]
    : undefined;
}

/**
 * @param otherwise - what else can be done, as a sentence
 * @throws ConflictError saying why it is not possible, and what to do.
 */
export function requireNotBlocked(
  { title, blocked }: FlowPlan,
  otherwise?: string,
): void {
  if (blocked.length > 0) {
    throw new ConflictError(
      [
        `${title}: this is not possible as it stands.`,
        ...blocked.map(({ why, remedy }) => `${why} ${remedy}.`),
        ...(otherwise ? [otherwise] : []),
      ].join(' '),
    );
  }
}
