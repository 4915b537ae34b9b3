import type { Environment } from '@marcbachmann/cel-js';
import { celValue, createCelEnvironment } from '../cel';
import type { CelCompilation } from '../cel';
import type { KubeObject } from '../model';
import type { MatchSubject } from './match';

/** Variables of one policy by name, compiled. */
export type VariableTable = ReadonlyMap<string, CelCompilation>;

/**
 * `variables` of a policy: each is evaluated when it is first read and kept, its failure too. A subclass of Map
 * because that is what the engine reads without copying.
 */
export class VariableScope extends Map<string, unknown> {
  readonly #failures = new Map<string, unknown>();
  readonly #table: VariableTable;
  #activation: Activation | undefined;

  constructor(table: VariableTable) {
    super();
    this.#table = table;
  }

  bind(activation: Activation): void {
    this.#activation = activation;
  }

  override get(name: string): unknown {
    if (super.has(name)) return super.get(name);
    const variable = this.#table.get(name);
    if (!variable || !this.#activation) return undefined;
    if (this.#failures.has(name)) throw this.#failures.get(name);
    try {
      if (!variable.ok) throw new Error(variable.reason);
      const value = variable.run(this.#activation);
      this.set(name, value);
      return value;
    } catch (error) {
      this.#failures.set(name, error);
      throw error;
    }
  }
}

/** What expressions of a policy can name, as in the API server (without `authorizer`: nobody is asking). */
export type Activation = Record<string, unknown> & {
  object: unknown;
  oldObject: unknown;
  request: unknown;
  namespaceObject: unknown;
  params: unknown;
  variables: VariableScope;
};

export function createPolicyEnvironment(): Environment {
  const env = createCelEnvironment();
  env.registerType('kubernetes.Variables', VariableScope);
  env.registerVariable('variables', 'kubernetes.Variables');
  for (const name of [
    'object',
    'oldObject',
    'request',
    'namespaceObject',
    'params',
  ]) {
    env.registerVariable(name, 'dyn');
  }
  return env;
}

/** The parts of an activation that depend on the object alone; every policy shares them. */
export interface RequestFacts {
  object: unknown;
  oldObject: unknown;
  readonly request: unknown;
  readonly namespaceObject: unknown;
}

export function requestFacts(subject: MatchSubject): RequestFacts {
  const { object, oldObject } = subject;
  let request: unknown;
  let namespaceObject: unknown;
  return {
    object: celValue(object),
    oldObject: oldObject ? celValue(oldObject) : null,
    // Few policies read these two, so they are made when one does.
    get request() {
      request ??= requestOf(subject);
      return request;
    },
    get namespaceObject() {
      namespaceObject ??= namespaceOf(subject);
      return namespaceObject ?? null;
    },
  };
}

function requestOf(subject: MatchSubject): Record<string, unknown> {
  const { object, type, operation } = subject;
  const { group, version, kind, resource } = type;
  return {
    uid: '',
    kind: { group, version, kind },
    resource: { group, version, resource },
    requestKind: { group, version, kind },
    requestResource: { group, version, resource },
    subResource: '',
    name: object.metadata.name,
    namespace: type.namespaced ? namespaceName(object) : '',
    operation,
    userInfo: { username: '', uid: '', groups: [], extra: {} },
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
      labels: subject.namespaceLabels ?? {},
    },
  };
}

export function namespaceName(object: KubeObject): string {
  return object.metadata.namespace ?? 'default';
}
