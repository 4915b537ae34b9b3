import type {
  PlatformContract,
  Problem,
} from '@fairway/plugin-golden-path-common';
import type { Objective } from '../model';
import type { PyrraObjective } from '../rules/pyrra/model';
import type { SlothSlo } from '../rules/sloth/model';

/** One document of a YAML stream, with what it takes to say where something is wrong. @public */
export interface YamlDocument {
  file: string;
  /** Position in the stream, the first is 0. */
  index: number;
  /** As it was written, without the separators. */
  text: string;
  value: unknown;
  /** Line in the file of what a JSON pointer names, or of its nearest parent that is there; the first is 1. */
  lineOf(pointer: string): number | undefined;
}

/** @public */
export interface ReadOptions {
  /** The window of objectives whose document names none. */
  periodSeconds: number;
  /** What objectives of service intents follow from; without it they are not read. */
  goldenPath?: {
    contract: PlatformContract;
    /** Moment for which what expires counts, ISO 8601. */
    now: string;
  };
}

/**
 * An objective with the form in which the tool of its document knows it, from which its rules are made. Documents of
 * OpenSLO and intents become Sloth's form.
 * @public
 */
export interface SloDefinition {
  objective: Objective;
  native:
    | { form: 'sloth'; slo: SlothSlo }
    | { form: 'pyrra'; objective: PyrraObjective };
}

/** What documents say, and what is wrong with them; a document with a problem gives no definition. @public */
export interface ReadOutcome {
  definitions: SloDefinition[];
  problems: Problem[];
  /** What was read, but says more than can be carried out: told, and no reason to refuse the document. */
  remarks?: Problem[];
}
