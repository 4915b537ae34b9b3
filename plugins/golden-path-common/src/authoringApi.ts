import type { RequestOptions } from './api';
import type { FleetImpact } from './impact';
import type { ServiceIntent } from './schema/intent';
import type { ContractComparison } from './versions';

/** What `/api/golden-path/authoring` answers; the OpenAPI document says the same. */

/** Files by path: `contract/tiers.yaml`, `templates/http-api/template.yaml`, `templates/http-api/tests/first/answers.yaml`. @public */
export type AuthoringFiles = Record<string, string>;

/** What an author changed: the new text of a file, or `null` for one that goes away. @public */
export type AuthoringChanges = Record<string, string | null>;

/** `GET /authoring`: what is out, and what is being worked on. @public */
export interface AuthoringAnswer {
  /** Changes when any file that is out does. */
  fingerprint: string;
  contractVersion: string;
  /** Files of the contract, without the tests of its policies. */
  contract: AuthoringFiles;
  templates: {
    name: string;
    title: string;
    /** Missing when the template cannot be read. */
    workloadType?: string;
    /** Names of its tests. */
    tests: string[];
  }[];
  drafts: AuthoringDraftSummary[];
}

/** `GET /authoring/templates/{name}`: the template with its tests, also what they expect. @public */
export interface AuthoringTemplate {
  name: string;
  files: AuthoringFiles;
}

/** @public */
export interface AuthoringDraftSummary {
  id: string;
  title: string;
  /** Paths that it changes. */
  paths: string[];
  /** Who saved it last, as an entity reference. */
  changedBy: string;
  /** ISO 8601. */
  changedAt: string;
}

/** `GET /authoring/drafts/{id}`. @public */
export interface AuthoringDraft extends AuthoringDraftSummary {
  changes: AuthoringChanges;
  /** `fingerprint` of what was out when it was saved: with another one, what is out has moved since. */
  basedOn: string;
  /** Rises with each save; a save names the one that it read. */
  revision: number;
}

/** `POST /authoring/drafts` and `PUT /authoring/drafts/{id}`. @public */
export interface SaveAuthoringDraft {
  title: string;
  changes: AuthoringChanges;
  basedOn: string;
  /** Of the draft as it was read; missing for a new one. Another one in the store is a conflict. */
  revision?: number;
}

/** `GET /authoring/services/{name}`: a merged service as its owners state it, to feed to a draft. @public */
export interface AuthoringService {
  name: string;
  intent: ServiceIntent;
  text: string;
}

/** `POST /authoring/impact` with `{ changes }`: what a draft makes of every merged service. @public */
export interface AuthoringImpact extends FleetImpact {
  /** Merged services that were compiled under both contracts. */
  services: number;
  comparison: ContractComparison;
  /** How long it took, milliseconds. */
  took: number;
}

/** The client of the authors' page. @public */
export interface AuthoringApi {
  getAuthoring(options?: RequestOptions): Promise<AuthoringAnswer>;
  getAuthoringTemplate(
    name: string,
    options?: RequestOptions,
  ): Promise<AuthoringTemplate>;
  getAuthoringService(
    name: string,
    options?: RequestOptions,
  ): Promise<AuthoringService>;
  getAuthoringDraft(
    id: string,
    options?: RequestOptions,
  ): Promise<AuthoringDraft>;
  createAuthoringDraft(draft: SaveAuthoringDraft): Promise<AuthoringDraft>;
  saveAuthoringDraft(
    id: string,
    draft: SaveAuthoringDraft,
  ): Promise<AuthoringDraft>;
  deleteAuthoringDraft(id: string): Promise<void>;
  measureImpact(
    request: { changes: AuthoringChanges },
    options?: RequestOptions,
  ): Promise<AuthoringImpact>;
}
