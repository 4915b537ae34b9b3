import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  CompileAnswer,
  Finding,
} from '@fairway/plugin-golden-path-common';

function inWords(finding: Finding): string {
  const where = finding.environments?.length
    ? ` (${finding.environments.join(', ')})`
    : '';
  return `${finding.policy}${where}: ${finding.message} ${finding.remedy}`;
}

/** Says in the task log what compiling gave: what will exist, what to look at, who has to agree. */
export function report(logger: LoggerService, answer: CompileAnswer): void {
  logger.info(
    `Compiled ${answer.name} under contract ${answer.contractVersion}: ${answer.objects.length} objects, ${answer.cost.monthly} ${answer.cost.currency} a month`,
  );
  for (const finding of answer.findings) {
    if (finding.severity === 'deny') {
      logger.error(inWords(finding));
    } else {
      logger.warn(inWords(finding));
    }
  }
  logger.info(
    answer.review.decision === 'automatic'
      ? 'No review is needed'
      : `Review is needed by ${answer.review.reviewers.join(
          ', ',
        )}: ${answer.review.reasons.map(({ why }) => why).join(' ')}`,
  );
}

/** Stops the task with all that denies, each with what to do. */
export function refuseDenied(answer: CompileAnswer): void {
  const denied = answer.findings.filter(({ severity }) => severity === 'deny');
  if (denied.length) {
    throw new InputError(
      `${answer.name} cannot be proposed; nothing was written. ${denied
        .map(inWords)
        .join(' · ')}`,
    );
  }
}
