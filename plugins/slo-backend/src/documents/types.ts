import type {
  DocumentOrigin,
  Objective,
  SloFormat,
} from '@fairway/plugin-slo-common';
import type { Problem } from '@fairway/plugin-golden-path-common';

/** In the order of precedence: of documents with the same objective, the first stands. */
export const ORIGIN_KINDS = [
  'golden-path',
  'git',
  'upload',
  // Anybody can annotate an entity of their own, so such a document displaces no other.
  'catalog',
] as const satisfies readonly DocumentOrigin['kind'][];

export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** A document as it was found. */
export interface FoundDocument {
  file: string;
  text: string;
  origin: DocumentOrigin;
  /** Whether the rules of the golden path record its indicators. */
  derived?: boolean;
  /** Refs of all entities whose annotations name it. */
  namedBy?: readonly string[];
  /** Why its text was not read; the text is empty then. */
  unread?: string;
}

/** Documents that are read together and may refer to each other: of one service, one URL, one upload. */
export interface FoundBundle {
  kind: OriginKind;
  /** Unique within its kind. */
  bundle: string;
  documents: FoundDocument[];
}

/** What could not be found this time; what was known of it stays. */
export interface FailedBundle {
  kind: OriginKind;
  bundle: string;
  origin: DocumentOrigin;
  file: string;
  message: string;
}

/** A document that was read. */
export interface ReadDocument extends FoundDocument {
  /** Of its first objective. */
  format?: SloFormat;
  objectives: Objective[];
  problems: Problem[];
  /** By service, the component that it is, where that is not the one in the default namespace. */
  components?: ReadonlyMap<string, string>;
  /** The earlier version whose objectives these are, because the newest cannot be read. */
  standsIn?: StandsIn;
}

/** A version that is judged in place of the newest. */
export interface StandsIn {
  text: string;
  /** When it was read, ISO 8601. */
  readAt: string;
  /** Since when the newest cannot be read, ISO 8601. */
  since: string;
}

/** A bundle that was read. */
export interface ReadBundle {
  kind: OriginKind;
  bundle: string;
  documents: ReadDocument[];
}

/** A place that documents come from. Lists what is there now, one place after the other, so that one can fail alone. */
export interface DocumentSource {
  kind: OriginKind;
  /**
   * In one portion or several; in none when it is known that nothing changed since the last time.
   * @throws when nothing can be said at all
   */
  find(signal: AbortSignal): AsyncIterable<Found>;
  /** What was found could not be stored: it is to be found again. */
  forget?(): void;
}

export interface Found {
  bundles: FoundBundle[];
  failed: FailedBundle[];
  /** All bundles that there are, also those of other portions; those of this one when left out. */
  places?: readonly string[];
}
