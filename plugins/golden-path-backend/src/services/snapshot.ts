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
  StoredOutsidePush,
} from '../store/ChangeRequestStore';
import { changeRequestBody } from './changeRequestBody';
import { ownedBy } from './layout';
import {
  resultOf,
  resultsAfter,
  type Proposal,
  type ProposedService,
} from './proposal';

/** An amount of money. */
const NOTHING = '0.00';

/** What was said with a proposal, and what follows from that. */
export type Said = Pick<
  ChangeRequestSnapshot,
  'contributors' | 'message' | 'hold' | 'automatic'
> &
  RequestPurpose;

/** What was said with a request, for a new version of it; whether it merges by itself follows anew. */
export function saidIn({ snapshot }: StoredChangeRequest): Said {
  const { contributors, message, hold } = snapshot;
  return { contributors, message, hold, ...purposeOf(snapshot) };
}

/** What is kept of a proposal: evidence, figures and text. */
export function snapshotOf(options: {
  proposal: Proposal;
  said: Said;
}): ChangeRequestSnapshot {
  const { proposal, said } = options;
  const { message, contributors, hold, automatic, ...purpose } = said;
  const { before, others, review, files } = proposal;
  const result = resultOf(proposal);
  const results = resultsAfter([proposal, ...others]);
  const findings = results.flatMap(each => each.findings);
  const left = figuresOf(proposal);
  return {
    contractVersion: proposal.contract.metadata.version,
    review,
    contributors,
    counts: {
      ...countChanges(files),
      deny: findings.filter(finding => finding.severity === 'deny').length,
      warn: findings.filter(finding => finding.severity === 'warn').length,
    },
    ...(before && { monthlyBefore: before.cost.monthly }),
    monthlyAfter: left.costAfter.monthly,
    currency: left.costAfter.currency,
    ...(message && { message }),
    ...(hold && { hold }),
    ...(automatic && { automatic }),
    ...purposeOf(purpose),
    body: changeRequestBody({
      ...purpose,
      service: proposal,
      others,
      affected: affectedIn(proposal),
      review,
      files,
      message,
    }),
    files,
    evidence: {
      intent: result.intent,
      findings,
      notDerived: proposal.after?.notDerived ?? [],
      agreements: proposal.after?.agreements ?? [],
      ...(before && {
        readinessBefore: before.readiness,
        costBefore: before.cost,
      }),
      ...left,
      because: becauseOf(results),
    },
  };
}

/** Readiness and cost of what there is then: nothing of a service that goes. */
function figuresOf(
  service: ProposedService,
): Pick<ChangeRequest['evidence'], 'readinessAfter' | 'costAfter'> {
  const { after } = service;
  return after
    ? { readinessAfter: after.readiness, costAfter: after.cost }
    : {
        readinessAfter: { met: 0, total: 0, duties: [] },
        costAfter: {
          monthly: NOTHING,
          monthlyAtMax: NOTHING,
          currency: service.before.cost.currency,
          lines: [],
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
    ...(snapshot.outside && { outside: outsideOf(snapshot.outside) }),
    counts: { ...snapshot.counts, ...snapshot.outside?.counts },
    ...(snapshot.monthlyBefore && { monthlyBefore: snapshot.monthlyBefore }),
    monthlyAfter: snapshot.monthlyAfter,
    currency: snapshot.currency,
  };
}

function outsideOf({ counts: _counts, ...outside }: StoredOutsidePush) {
  return outside;
}

/** Only those whose files do change. */
function affectedIn(proposal: Proposal): string[] {
  const paths = proposal.files.map(file => file.path);
  return proposal.affected
    .map(service => resultOf(service).name)
    .filter(service =>
      paths.some(path =>
        ownedBy({ path, service, contract: proposal.contract }),
      ),
    )
    .sort();
}

/** Without what was not said, as it comes back from the database. */
function purposeOf(from: RequestPurpose): RequestPurpose {
  const { kind, campaign, subject, heading, flow, agreed, removes, sections } =
    from;
  return {
    ...(kind && { kind }),
    ...(campaign && { campaign }),
    ...(subject && { subject }),
    ...(heading && { heading }),
    ...(flow && { flow }),
    ...(agreed && { agreed }),
    ...(removes && { removes }),
    ...(sections && { sections }),
  };
}

/** How many files a request adds, changes and removes. */
export function countChanges(files: Pick<FileChange, 'change'>[]) {
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
