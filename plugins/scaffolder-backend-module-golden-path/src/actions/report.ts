import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CompileAnswer,
  Finding,
} from '@fairway/plugin-golden-path-common';
import { TaskRefusal } from '../services/refusal';

function inWords(finding: Finding): string {
  const where = finding.environments?.length
    ? ` (${finding.environments.join(', ')})`
    : '';
  return `${finding.policy}${where}: ${finding.message} ${finding.remedy}`;
}

/**
 * Says in the task log what compiling gave: what will exist, what to look at, who has to agree.
 * @throws TaskRefusal with all that denies, each on a line of its own with what to do; the log then shows just that.
 */
export function report(logger: LoggerService, answer: CompileAnswer): void {
  refuseDenied(answer);
  logger.info(
    `Compiled ${answer.name} under contract ${answer.contractVersion}: ${answer.objects.length} objects, ${answer.cost.monthly} ${answer.cost.currency} a month`,
  );
  for (const finding of answer.findings) {
    logger.warn(inWords(finding));
  }
  logger.info(
    answer.review.decision === 'automatic'
      ? 'No review is needed'
      : `Review is needed by ${answer.review.reviewers.join(
          ', ',
        )}: ${answer.review.reasons.map(({ why }) => why).join(' ')}`,
  );
}

function refuseDenied(answer: CompileAnswer): void {
  const denied = answer.findings.filter(({ severity }) => severity === 'deny');
  if (denied.length > 0) {
    throw new TaskRefusal({
      message: [
        `${answer.name} cannot be proposed; nothing was written:`,
        ...denied.map(inWords),
      ].join('\n'),
    });
  }
}
