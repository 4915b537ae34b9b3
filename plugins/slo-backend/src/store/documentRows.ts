import { createHash } from 'node:crypto';
import type { Problem } from '@fairway/plugin-golden-path-common';
import type {
  DocumentOrigin,
  Objective,
  Ownership,
  SloFormat,
  StandIn,
} from '@fairway/plugin-slo-common';
import { standsInUntil } from '../documents/inForce';
import {
  ORIGIN_KINDS,
  type FoundDocument,
  type OriginKind,
  type ReadBundle,
  type ReadDocument,
} from '../documents/types';
import { windowText } from '../documents/windowText';

export const DOCUMENTS = 'slo_documents';
export const OBJECTIVES = 'slo_objectives';

/** A row of `slo_documents`. */
export interface DocumentRow {
  id: string;
  kind: OriginKind;
  bundle: string;
  precedence: number;
  origin: string;
  file: string;
  format: SloFormat | null;
  text: string;
  hash: string;
  problems: string;
  problem_count: number;
  failure: string | null;
  /** Of the version that is judged. */
  read_at: string;
  /** Since when the newest version cannot be read and an earlier one is judged. */
  stands_in_since: string | null;
}

/** A row of `slo_objectives`. */
export interface ObjectiveRow {
  document_id: string;
  id: string;
  position: number;
  stands: boolean | number;
  title: string;
  service: string;
  /** Entity ref of what the service is, whether the catalog has it or not. */
  component: string;
  target: number;
  time_window: string;
  definition: string;
  words: string;
  entity: string | null;
  owner: string | null;
  system: string | null;
  tier: string | null;
  business_unit: string | null;
}

/** The same id whenever the same document is found again. */
export function documentIdOf(options: {
  kind: OriginKind;
  bundle: string;
  file: string;
}): string {
  const { kind, bundle, file } = options;
  return sha256(`${kind}\n${bundle}\n${file}`).slice(0, 32);
}

/** Changes whenever it has to be read again. */
export function hashOf(document: FoundDocument): string {
  const { derived, namedBy = [], text, unread = '' } = document;
  return sha256(
    `${derived ? 'derived' : ''}${namedBy.join()}${unread}\n${text}`,
  );
}

export function documentRowOf(options: {
  document: ReadDocument;
  of: Pick<ReadBundle, 'kind' | 'bundle'>;
  readAt: string;
}): DocumentRow {
  const { document, of, readAt } = options;
  const { file, origin, problems, standsIn } = document;
  const { text } = standsIn ?? document;
  // An annotation can name any file that the installation may read: what turns out to be no objective is not shown.
  const isShown = of.kind === 'golden-path' || document.objectives.length > 0;
  return {
    id:
      origin.kind === 'upload'
        ? origin.id
        : documentIdOf({ kind: of.kind, bundle: of.bundle, file }),
    kind: of.kind,
    bundle: of.bundle,
    precedence: ORIGIN_KINDS.indexOf(of.kind),
    origin: JSON.stringify(origin),
    file,
    format: document.format ?? null,
    text: isShown ? text.replaceAll('\0', '\uFFFD') : '',
    hash: hashOf(document),
    problems: JSON.stringify(problems),
    problem_count: problems.length,
    failure: null,
    read_at: standsIn?.readAt ?? readAt,
    stands_in_since: standsIn?.since ?? null,
  };
}

export function objectiveRowOf(options: {
  objective: Objective;
  documentId: string;
  position: number;
  component: string;
  ownership: Ownership | undefined;
}): ObjectiveRow {
  const { objective, documentId, position, component, ownership } = options;
  const { id, title, service, target, window } = objective;
  return {
    document_id: documentId,
    id,
    position,
    stands: false,
    title,
    service,
    component,
    target,
    time_window: windowText(window),
    definition: JSON.stringify(objective),
    words: [id, title, service].join('\n').toLocaleLowerCase('en-US'),
    ...ownershipColumns(ownership ?? {}),
  };
}

export function ownershipColumns(ownership: Ownership) {
  const { entity, owner, system, tier, businessUnit } = ownership;
  return {
    entity: entity ?? null,
    owner: owner ?? null,
    system: system ?? null,
    tier: tier ?? null,
    business_unit: businessUnit ?? null,
  };
}

export function ownershipOf(
  row: Pick<
    ObjectiveRow,
    'entity' | 'owner' | 'system' | 'tier' | 'business_unit'
  >,
): Ownership {
  return {
    ...(row.entity && { entity: row.entity }),
    ...(row.owner && { owner: row.owner }),
    ...(row.system && { system: row.system }),
    ...(row.tier && { tier: row.tier }),
    ...(row.business_unit && { businessUnit: row.business_unit }),
  };
}

/** What this store wrote. */
export function objectiveOf(row: Pick<ObjectiveRow, 'definition'>): Objective {
  return JSON.parse(row.definition);
}

/** What this store wrote. */
export function originOf(row: Pick<DocumentRow, 'origin'>): DocumentOrigin {
  return JSON.parse(row.origin);
}

/** The earlier version that is judged because the newest cannot be read. */
export function standsInOf(
  row: Pick<DocumentRow, 'read_at' | 'stands_in_since'>,
): StandIn | undefined {
  const { read_at: readAt, stands_in_since: since } = row;
  return since === null
    ? undefined
    : { readAt, since, until: standsInUntil(since) };
}

/** What this store wrote, and why the document is not as new as it should be. */
export function problemsOf(
  row: Pick<DocumentRow, 'problems' | 'failure' | 'file'>,
): Problem[] {
  const problems: Problem[] = JSON.parse(row.problems);
  return [
    ...(row.failure
      ? [
          {
            file: row.file,
            at: '',
            message: row.failure,
            remedy: 'What was read before counts until it can be read again',
          },
        ]
      : []),
    ...problems,
  ];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
