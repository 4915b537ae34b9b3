import type { KubeObject } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type { Problem } from '../schema/problem';
import type { SharedResource } from '../schema/resource';

/** A Kubernetes object and where it stands. @public */
export interface ImportedManifest {
  object: KubeObject;
  file: string;
  /** Line of the place that a JSON pointer leads to, or of the nearest place that there is; from 1. */
  lineOf(pointer: string): number;
}

/** A place in what was read. @public */
export interface ImportPlace {
  file: string;
  /** From 1. */
  line: number;
}

/** Something that has no place in an intent, or that stands there in other words. @public */
export interface ImportNote extends ImportPlace {
  /** Service it belongs to; none for what belongs to no service. */
  service?: string;
  /** Field or object: `initContainers`, `Role reader`. */
  what: string;
  why: string;
  /** Who may call, what it may do or where it writes hangs on it: to be looked at first. */
  urgent?: true;
}

/** Something that only the team knows. @public */
export interface ImportQuestion {
  service: string;
  /** JSON pointer into the intent: where the answer belongs. */
  at: string;
  question: string;
  /** What stands there for now, as text; nothing when the place is empty. */
  value?: string;
  /**
   * `stated`: those who import said so. `evidence`: something that was read supports it. `placeholder`: nothing
   * does; the document is only well formed with it. `open`: the place is empty.
   */
  basis: 'stated' | 'evidence' | 'placeholder' | 'open';
  /** What supports it: `label app.kubernetes.io/part-of`, `--owner`. */
  from?: string;
}

/** A service as it was read. @public */
export interface ImportedService extends ImportPlace {
  intent: ServiceIntent;
}

/** A store or topic that was found running among the services. @public */
export interface ImportedResource extends ImportPlace {
  resource: SharedResource;
}

/** Drafts, and what stands between them and the intents of a team. @public */
export interface ImportResult {
  /** By name. */
  services: ImportedService[];
  /** By name. */
  resources: ImportedResource[];
  /** What could not be carried over. */
  notCarriedOver: ImportNote[];
  /** What stands in the draft in other words than in what was read. */
  changed: ImportNote[];
  questions: ImportQuestion[];
  /** Objects that Fairway derives anew from the intents: how many of each kind. */
  derivedAnew: Record<string, number>;
  /** What is no document of its format; nothing was drafted from it. */
  problems: Problem[];
}
