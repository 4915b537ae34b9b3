/** An environment variable in the middle of being stated. @public */
export interface VariableForm {
  name?: string;
  value?: string;
}

/** What differs in one environment. @public */
export interface EnvironmentForm {
  name?: string;
  image?: string;
  host?: string;
  scaling?: Record<string, unknown>;
  resources?: Record<string, unknown>;
  env?: VariableForm[];
}

/**
 * Parts of a merged intent that people write by hand: they survive a change by the form as they stand.
 * @public
 */
export interface KeptForm {
  /** The service they are of; another name means another service, which keeps nothing. */
  name?: string;
  overrides?: unknown[];
  /** Containers besides `app`. */
  containers?: Record<string, unknown>;
}

/**
 * What the form of a template holds. Its parts are those of the intent, as a form likes them: flat where a page
 * has one question, lists where the intent has maps. Everything is optional: a form is filled in bit by bit.
 * @public
 */
export interface IntentForm {
  name?: string;
  title?: string;
  description?: string;
  tags?: string[];
  /** `group:payments`, or the catalog's `group:default/payments`. */
  owner?: string;
  /** `billing`, or the catalog's `system:default/billing`. */
  system?: string;
  tier?: string;
  dataClassification?: string;
  runtime?: string;
  image?: string;
  port?: number;
  env?: VariableForm[];
  resources?: Record<string, unknown>;
  health?: Record<string, unknown>;
  /** What few services state about their container: `metricsPort`, `metricsPath`, `command`, `args`. */
  container?: Record<string, unknown>;
  exposure?: string;
  route?: Record<string, unknown>;
  dependencies?: unknown[];
  accepts?: string[];
  secrets?: { name?: string; keys?: string[] }[];
  scaling?: Record<string, unknown>;
  capacity?: Record<string, unknown>;
  rollout?: Record<string, unknown>;
  slo?: Record<string, unknown>;
  operations?: Record<string, unknown>;
  environments?: string[];
  /** The part that the workload type of the template asks for; those of other types say nothing. */
  queue?: Record<string, unknown>;
  schedule?: Record<string, unknown>;
  migration?: Record<string, unknown>;
  agent?: Record<string, unknown>;
  stateful?: Record<string, unknown>;
  batch?: Record<string, unknown>;
  gateway?: Record<string, unknown>;
  /** What differs in one of `environments`; entries of others are not part of the intent. */
  perEnvironment?: EnvironmentForm[];
  /** What the service states already and the form has no field for. */
  kept?: KeptForm;
  /** Services whose side of an agreement the same request adds. Not part of the intent. */
  acceptOn?: string[];
  /** Services that it no longer calls, whose line that accepts it goes in the same request. Not part of the intent. */
  releaseOn?: string[];
}
