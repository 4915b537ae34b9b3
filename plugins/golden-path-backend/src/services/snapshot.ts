import type {
  ChangeRequest,
  ChangeRequestSummary,
  CompileResult,
  FileChange,
} from '@fairway/plugin-golden-path-common';
import type {
  ChangeRequestSnapshot,
  ListedChangeRequest,
  RequestPurpose,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { changeRequestBody } from './changeRequestBody';
import { ownedBy } from './layout';
import type { Proposal } from './proposal';

/** What was said with a proposal, and what follows from that. */
export type Said = Pick<
  ChangeRequestSnapshot,
  'contributors' | 'message' | 'hold' | 'automatic'
> &
  RequestPurpose;

/** What was said with a request, for a new version of it; whether it merges by itself follows anew. */
export function saidIn(request: StoredChangeRequest): Said {
  const { contributors, message, hold, kind, campaign, heading, sections } =
    request.snapshot;
  return { contributors, message, hold, kind, campaign, heading, sections };
}

/** What is kept of a proposal: evidence, figures and text. */
export function snapshotOf(options: {
  proposal: Proposal;
  said: Said;
}): ChangeRequestSnapshot {
  const { proposal, said } = options;
  const { message, contributors, hold, automatic, ...purpose } = said;
  const { before, after, others, review, files } = proposal;
  const results = [after, ...others.map(other => other.after)];
  const findings = results.flatMap(result => result.findings);
  return {
    contractVersion: after.contractVersion,
    review,
    contributors,
    counts: {
      ...countChanges(files),
      deny: findings.filter(finding => finding.severity === 'deny').length,
      warn: findings.filter(finding => finding.severity === 'warn').length,
    },
    ...(before && { monthlyBefore: before.cost.monthly }),
    monthlyAfter: after.cost.monthly,
    currency: after.cost.currency,
    ...(message && { message }),
    ...(hold && { hold }),
    ...(automatic && { automatic }),
    ...withoutGaps(purpose),
    body: changeRequestBody({
      ...purpose,
      before,
      after,
      others: others.map(other => other.after),
      affected: affectedIn(proposal),
      review,
      files,
      message,
    }),
    files,
    evidence: {
      intent: after.intent,
      findings,
      notDerived: after.notDerived,
      agreements: after.agreements,
      ...(before && {
        readinessBefore: before.readiness,
        costBefore: before.cost,
      }),
      readinessAfter: after.readiness,
      costAfter: after.cost,
      because: becauseOf(results),
    },
  };
}

/** A row of a list. */
export function summaryOf(request: ListedChangeRequest): ChangeRequestSummary {
  const { snapshot } = request;
  return {
    id: request.id,
    number: request.number,
    host: request.host,
    url: request.url,
    title: request.title,
    service: request.service,
    owner: request.owner,
    author: request.author,
    state: request.state,
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    ...(request.mergedAt && { mergedAt: request.mergedAt }),
    ...(request.mergedBy && { mergedBy: request.mergedBy }),
    ...(snapshot.automatic && { automatic: snapshot.automatic }),
    ...(snapshot.kind && { kind: snapshot.kind }),
    ...(snapshot.campaign && { campaign: snapshot.campaign }),
    contractVersion: snapshot.contractVersion,
    review: snapshot.review,
    awaiting: request.state === 'open' ? request.awaiting : [],
    counts: snapshot.counts,
    ...(snapshot.monthlyBefore && { monthlyBefore: snapshot.monthlyBefore }),
    monthlyAfter: snapshot.monthlyAfter,
    currency: snapshot.currency,
  };
}

/** Only those whose files do change. */
function affectedIn(proposal: Proposal): string[] {
  const paths = proposal.files.map(file => file.path);
  return proposal.affected
    .map(service => service.after.name)
    .filter(service =>
      paths.some(path =>
        ownedBy({ path, service, contract: proposal.contract }),
      ),
    )
    .sort();
}

/** Kept without what was not said, as it comes back from the database. */
function withoutGaps({
  kind,
  campaign,
  heading,
  sections,
}: RequestPurpose): RequestPurpose {
  return {
    ...(kind && { kind }),
    ...(campaign && { campaign }),
    ...(heading && { heading }),
    ...(sections && { sections }),
  };
}

function countChanges(files: FileChange[]) {
  const count = (change: FileChange['change']) =>
    files.filter(file => file.change === change).length;
  return {
    added: count('added'),
    changed: count('changed'),
    removed: count('removed'),
  };
}

function becauseOf(
  results: CompileResult[],
): ChangeRequest['evidence']['because'] {
  return Object.fromEntries(
    results.flatMap(result =>
      [...result.objects, ...result.documents].map(derived => [
        derived.path,
        derived.because,
      ]),
    ),
  );
}
