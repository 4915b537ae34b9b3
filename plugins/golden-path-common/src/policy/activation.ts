import { celValue } from '../cel';
import type { CelCompilation } from '../cel';
import type { Budget } from '../cel/environment';
import { ASKS_PERMISSION } from '../cel/library/authorization';
import { Unknown } from '../cel/scalars';
import type { KubeObject } from '../model';
import type { ResourceType } from './kinds';
import type { MatchSubject } from './match';
import type { Variable, VariableTable } from './sharedVariables';

/**
 * `variables` of a policy: each is evaluated when it is first read and kept, its failure too. A subclass of Map
 * because that is what the engine reads without copying.
 */
export class VariableScope extends Map<string, unknown> {
  #failures: Map<string, unknown> | undefined;
  readonly #table: VariableTable;
  readonly #activation: Activation;
  readonly #facts: RequestFacts;

  constructor(
    table: VariableTable,
    activation: Activation,
    facts: RequestFacts,
  ) {
    super();
    this.#table = table;
    this.#activation = activation;
    this.#facts = facts;
  }

  override get(name: string): unknown {
    const known = super.get(name);
    if (known !== undefined) return known;
    const variable = this.#table.get(name);
    if (!variable) return undefined;
    if (this.#failures?.has(name)) throw this.#failures.get(name);
    try {
      const value = this.#evaluate(variable);
      this.set(name, value);
      return value;
    } catch (error) {
      this.#failures ??= new Map();
      this.#failures.set(name, error);
      throw error;
    }
  }

  #evaluate({ expression, shared }: Variable): unknown {
    if (!expression.ok) throw new Error(expression.reason);
    const known = shared ? this.#facts.values.get(expression) : undefined;
    if (known !== undefined) return known;
    const value = expression.run(this.#activation, this.#activation.budget);
    if (shared) this.#facts.values.set(expression, value);
    return value;
  }
}

/** Costs that the validations of a policy may come to together, by the API server's `RuntimeCELCostBudget`. */
const MOST_PER_POLICY = 10_000_000;

/** What expressions of a policy can name, as in the API server. */
export class Activation {
  readonly object: unknown;
  readonly oldObject: unknown;
  readonly params: unknown;
  readonly authorizer = new Unknown(ASKS_PERMISSION);
  /** What is left for the expressions of the policy. */
  readonly budget: Budget = { left: MOST_PER_POLICY };
  readonly #facts: RequestFacts;
  readonly #table: VariableTable;
  #variables: VariableScope | undefined;

  constructor(options: {
    facts: RequestFacts;
    variables: VariableTable;
    params?: KubeObject;
  }) {
    this.#facts = options.facts;
    this.object = options.facts.object;
    this.oldObject = options.facts.oldObject;
    this.params = options.params ? celValue(options.params) : null;
    this.#table = options.variables;
  }

  // Most objects are through with a policy at its match conditions, which read none.
  get variables(): VariableScope {
    this.#variables ??= new VariableScope(this.#table, this, this.#facts);
    return this.#variables;
  }

  get 'authorizer.requestResource'(): unknown {
    return this.authorizer;
  }

  get request(): unknown {
    return this.#facts.request;
  }

  get namespaceObject(): unknown {
    return this.#facts.namespaceObject;
  }
}

/** The parts of an activation that depend on the object alone; every policy shares them. */
export class RequestFacts {
  readonly object: unknown;
  readonly oldObject: unknown;
  /** Of the variables that policies share, as far as one of them has asked. */
  readonly values = new Map<CelCompilation, unknown>();
  readonly #subject: MatchSubject;
  #request: unknown;
  #namespaceObject: unknown;

  constructor(subject: MatchSubject) {
    this.#subject = subject;
    this.object = celValue(subject.object);
    this.oldObject = subject.oldObject ? celValue(subject.oldObject) : null;
  }

  // Few policies read these two, so they are made when one does.
  get request(): unknown {
    this.#request ??= requestOf(this.#subject);
    return this.#request;
  }

  get namespaceObject(): unknown {
    this.#namespaceObject ??= namespaceOf(this.#subject);
    return this.#namespaceObject;
  }
}

const ASKS_NAMESPACE =
  'it asks for labels of the Namespace, which is not among the manifests: add it';
const ASKS_WHO =
  'it asks who sends the request (request.userInfo), which only a cluster knows';

/** A Namespace is its own namespace, as the API server has it. */
function requestNamespace({ object, type }: MatchSubject): string {
  if (type.namespaced) return namespaceName(object);
  return isNamespace(type) ? object.metadata.name : '';
}

export function isNamespace({ group, kind }: ResourceType): boolean {
  return group === '' && kind === 'Namespace';
}

function requestOf(subject: MatchSubject): Record<string, unknown> {
  const { object, type, operation } = subject;
  const { group, version, kind, resource } = type;
  return {
    kind: { group, version, kind },
    resource: { group, version, resource },
    requestKind: { group, version, kind },
    requestResource: { group, version, resource },
    subResource: '',
    name: object.metadata.name,
    namespace: requestNamespace(subject),
    operation,
    userInfo: new Unknown(ASKS_WHO),
    dryRun: false,
  };
}

function namespaceOf(subject: MatchSubject): unknown {
  if (!subject.type.namespaced) return null;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespaceName(subject.object),
      labels: subject.namespaceIsUnknown
        ? new Unknown(ASKS_NAMESPACE)
        : subject.namespaceLabels ?? {},
    },
  };
}

export function namespaceName(object: KubeObject): string {
  return object.metadata.namespace ?? 'default';
}
