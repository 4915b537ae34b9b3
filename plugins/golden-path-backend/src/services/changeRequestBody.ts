import {
  changeWords,
  type FileChange,
  type Finding,
  type ReviewDecision,
  type Waiver,
} from '@fairway/plugin-golden-path-common';
import type { RequestPurpose } from '../store/ChangeRequestStore';
import { resultOf, resultsAfter, type ProposedService } from './proposal';

const MAX_FILES = 50;

/** What the text of a request is made of. */
export interface BodyInput extends RequestPurpose {
  /** What it is about. */
  service: ProposedService;
  /** Other services whose intent the request changes. */
  others: ProposedService[];
  review: ReviewDecision;
  files: FileChange[];
  /** Services whose files change because of an agreement, while their intent stays. */
  affected: string[];
  /** The author's line. */
  message?: string;
}

/** One line for lists and commits: plain text, no Markdown. */
export function changeRequestTitle(
  options: Pick<BodyInput, 'service' | 'kind' | 'heading'>,
): string {
  const { service, kind, heading } = options;
  const { intent, contractVersion } = resultOf(service);
  const { metadata, spec } = intent;
  if (heading) {
    return heading;
  }
  switch (kind) {
    case 'rederive':
      return `Derive ${metadata.name} again under contract ${contractVersion}`;
    case 'promote':
      return `Promote ${metadata.name}`;
    case 'rollback':
      return `Roll back ${metadata.name}`;
    default:
      return service.before
        ? `Change ${metadata.name} (${spec.tier}, ${metadata.owner})`
        : `Add ${metadata.name}: ${spec.workloadType}, ${spec.tier}, exposure ${spec.exposure}`;
  }
}

/** The text of a request in Markdown: what changes and why, for people who did not see the form. */
export function changeRequestBody(input: BodyInput): string {
  return [
    summary(input),
    ...(input.sections ?? []).map(({ title, markdown }) =>
      section(escapeMarkdown(title), [markdown]),
    ),
    section('Findings', findings(input)),
    section('Exceptions and overrides', waivers(input)),
    section('Review', reviewWords(input.review)),
    section('Readiness', readiness(input)),
    section('Cost', cost(input)),
    section('What changes', changes(input.files)),
    section('Not derived', notDerived(input.service)),
  ]
    .filter(text => text !== '')
    .join('\n\n')
    .concat('\n');
}

/** Text that people typed, so that it stays text in Markdown and becomes neither structure nor a mention. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|>&~:$]/g, match => `\\${match}`)
    .replace(/</g, '&lt;')
    .replace(/@/g, '&#64;');
}

function summary(input: BodyInput): string {
  const { service } = input;
  const { intent, contractVersion } = resultOf(service);
  const { metadata, spec } = intent;
  const former =
    service.before && service.before.name !== metadata.name
      ? `, which was ${escapeMarkdown(service.before.name)},`
      : '';
  const lines = [
    `${verb(input)} the service **${escapeMarkdown(
      metadata.name,
    )}**${former} of ${escapeMarkdown(
      metadata.owner,
    )} in system ${escapeMarkdown(metadata.system)}: ${spec.workloadType}, ${
      spec.tier
    }, exposure ${spec.exposure}, data classification ${
      spec.dataClassification
    }. Compiled against platform contract ${contractVersion}.`,
    ...moveWords(service),
  ];
  if (input.kind === 'rederive') {
    lines.push(
      'The intent stays as it is; its files are brought to what contract and fleet make of it now.',
    );
  }
  if (input.campaign) {
    lines.push(
      `Part of the campaign **${escapeMarkdown(input.campaign.title)}**.`,
    );
  }
  if (input.message) {
    lines.push(`> ${escapeMarkdown(input.message)}`);
  }
  for (const other of input.others) {
    const { name, intent: changed } = resultOf(other);
    lines.push(
      `Also changes the intent of **${escapeMarkdown(
        name,
      )}** of ${escapeMarkdown(changed.metadata.owner)}: it ${escapeMarkdown(
        wordsOf(other).join(', '),
      )}${reviewedBy(changed.metadata.owner, input)}.`,
    );
  }
  if (input.affected.length > 0) {
    lines.push(
      `An agreement takes effect or ends, so files of ${input.affected
        .map(escapeMarkdown)
        .join(', ')} are derived anew; their intents stay as they are.`,
    );
  }
  return lines.join('\n\n');
}

/** How owner and system change. */
function moveWords(service: ProposedService): string[] {
  const words = wordsOf(service).filter(word => /^(owner|system) /.test(word));
  return words.length > 0 && service.before
    ? [`Changes ${escapeMarkdown(words.join(', '))}.`]
    : [];
}

function wordsOf({ before, after }: ProposedService): string[] {
  return changeWords({ before: before?.intent, after: after?.intent });
}

function reviewedBy(owner: string, { review }: BodyInput): string {
  return review.reviewers.includes(owner)
    ? '; its owner reviews this request too'
    : '';
}

/** What the request does, as the first word of its text. */
function verb({ service, kind }: BodyInput): string {
  switch (kind) {
    case 'rename':
      return 'Renames';
    case 'move':
      return 'Moves';
    case 'retire':
      return 'Retires';
    case 'rederive':
      return 'Derives again';
    case 'promote':
      return 'Promotes';
    case 'rollback':
      return 'Rolls back';
    default:
      return service.before ? 'Changes' : 'Adds';
  }
}

function findings(input: BodyInput): string[] {
  const all = resultsAfter([input.service, ...input.others]).flatMap(result =>
    result.findings.map(finding => ({ service: result.name, finding })),
  );
  if (all.length === 0) {
    return ['No policy objects.'];
  }
  return all.map(
    ({ service, finding }) =>
      `- **${finding.severity}** ${escapeMarkdown(service)}: ${findingWords(
        finding,
      )}`,
  );
}

function findingWords(finding: Finding): string {
  const passed = finding.exception
    ? ` Let pass by exception ${escapeMarkdown(
        finding.exception.id,
      )} until ${escapeMarkdown(finding.exception.expires)}.`
    : '';
  return `${escapeMarkdown(finding.message)} ${escapeMarkdown(
    finding.remedy,
  )}${passed}`;
}

function waivers(input: BodyInput): string[] {
  return resultsAfter([input.service, ...input.others]).flatMap(result =>
    (result.waivers ?? []).map(waiver => `- ${waiverWords(waiver)}`),
  );
}

function waiverWords(waiver: Waiver): string {
  const { kind, id, service, subject, environments, ticket } = waiver;
  const name = kind === 'exception' ? ` ${escapeMarkdown(id)}` : '';
  const tracked = ticket ? `, ${escapeMarkdown(ticket)}` : '';
  return `**${kind}**${name} of ${escapeMarkdown(subject)} for ${escapeMarkdown(
    service,
  )} in ${environments.map(escapeMarkdown).join(', ')}: ${escapeMarkdown(
    waiver.reason,
  )} \\(approved by ${escapeMarkdown(
    waiver.approvedBy,
  )}${tracked}, until ${escapeMarkdown(waiver.expires)}\\)`;
}

function reviewWords(decision: ReviewDecision): string[] {
  if (decision.decision === 'automatic') {
    return ['No review is needed: nothing here asks for one.'];
  }
  return decision.reasons.map(
    reason =>
      `- **${escapeMarkdown(reason.reviewer)}**: ${escapeMarkdown(reason.why)}`,
  );
}

function readiness(input: BodyInput): string[] {
  const { before, after } = input.service;
  if (!after) {
    return [];
  }
  const now = `${after.readiness.met} of ${after.readiness.total} duties met`;
  const lines = [
    before
      ? `${now}, before ${before.readiness.met} of ${before.readiness.total}.`
      : `${now}.`,
  ];
  for (const duty of after.readiness.duties) {
    if (duty.state === 'missing') {
      lines.push(
        `- ${escapeMarkdown(duty.title)}: ${escapeMarkdown(duty.remedy)}`,
      );
    }
  }
  return lines;
}

function cost(input: BodyInput): string[] {
  const { before, after } = input.service;
  if (!after) {
    return [
      `Nothing any more, before ${before.cost.monthly} ${before.cost.currency} a month.`,
    ];
  }
  const range = `${after.cost.monthly} to ${after.cost.monthlyAtMax} ${after.cost.currency} a month`;
  const { note } = after.cost;
  return [
    before ? `${range}, before ${before.cost.monthly}.` : `${range}.`,
    ...(note ? ['', escapeMarkdown(note)] : []),
  ];
}

function changes(files: FileChange[]): string[] {
  const lines = files
    .slice(0, MAX_FILES)
    .map(
      file =>
        `- ${file.change} \`${file.path.replace(/`/g, '')}\`${
          file.words.length > 0
            ? `: ${escapeMarkdown(file.words.slice(0, 5).join('; '))}`
            : ''
        }`,
    );
  if (files.length > MAX_FILES) {
    lines.push(`- and ${files.length - MAX_FILES} more files`);
  }
  return lines;
}

function notDerived({ after }: ProposedService): string[] {
  return (after?.notDerived ?? []).map(
    entry =>
      `- ${escapeMarkdown(entry.what)}${
        entry.env ? ` in ${escapeMarkdown(entry.env)}` : ''
      }: ${escapeMarkdown(entry.why)}`,
  );
}

function section(title: string, lines: string[]): string {
  return lines.length > 0 ? `## ${title}\n\n${lines.join('\n')}` : '';
}
