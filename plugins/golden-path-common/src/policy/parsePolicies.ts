import type { z } from 'zod';
import type { KubeObject, Policy, Severity } from '../model';
import { bindingDocument, policyDocument } from './documents';
import { readSources, type Source } from './source';

/** Something wrong in a policy file. `at` is a JSON pointer into the document. @public */
export interface PolicyProblem {
  file: string;
  /** From 1. */
  line?: number;
  at: string;
  message: string;
  remedy: string;
}

/** @public */
export interface ParsedPolicies {
  /** Sorted by id. */
  policies: Policy[];
  problems: PolicyProblem[];
}

interface Binding {
  policyName: string;
  object: KubeObject;
  source: Source;
}

const PREFIX = 'fairway.dev/';
/** A policy without these is of no help to the person it stops. */
const WORDS = ['title', 'reason', 'remedy'] as const;

/**
 * Reads `ValidatingAdmissionPolicy` and `ValidatingAdmissionPolicyBinding` documents; other kinds are left alone.
 * Policies keep working without our annotations (other people's have none): then the name is the title.
 * @public
 */
export function parsePolicies(files: Record<string, string>): ParsedPolicies {
  const problems: PolicyProblem[] = [];
  const policies = new Map<string, Policy>();
  const bindings: Binding[] = [];
  for (const file of Object.keys(files).sort()) {
    const sources = readSources({
      file,
      text: files[file] ?? '',
      tell: (line, message, remedy) =>
        problems.push({ file, line, at: '', message, remedy }),
    });
    for (const source of sources) {
      readDocument({ source, policies, bindings, problems });
    }
  }
  for (const { policyName, object, source } of bindings) {
    const policy = policies.get(policyName);
    if (policy) policy.bindings.push(object);
    else {
      problems.push(
        problem(source, ['spec', 'policyName'], {
          message: `the binding is for the policy ${policyName}, which no file defines`,
          remedy: 'Correct policyName, or add the policy.',
        }),
      );
    }
  }
  return {
    policies: [...policies.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    problems,
  };
}

function readDocument(options: {
  source: Source;
  policies: Map<string, Policy>;
  bindings: Binding[];
  problems: PolicyProblem[];
}): void {
  const { source, policies, bindings, problems } = options;
  const kind = kindOf(source.value);
  if (kind === 'ValidatingAdmissionPolicy') {
    const parsed = policyDocument.safeParse(source.value);
    if (!parsed.success) {
      problems.push(...schemaProblems(source, parsed.error));
      return;
    }
    const id = parsed.data.metadata.name;
    if (policies.has(id)) {
      problems.push(
        problem(source, ['metadata', 'name'], {
          message: `the policy ${id} is defined twice`,
          remedy: 'Rename or remove one of them.',
        }),
      );
      return;
    }
    const policy = policyOf({ source, document: parsed.data, problems });
    policies.set(id, policy);
  }
  if (kind === 'ValidatingAdmissionPolicyBinding') {
    const parsed = bindingDocument.safeParse(source.value);
    if (parsed.success) {
      const { policyName } = parsed.data.spec;
      bindings.push({ policyName, object: parsed.data, source });
    } else problems.push(...schemaProblems(source, parsed.error));
  }
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value
    ? value.kind
    : undefined;
}

function policyOf(options: {
  source: Source;
  document: z.infer<typeof policyDocument>;
  problems: PolicyProblem[];
}): Policy {
  const { source, document, problems } = options;
  const { name, annotations = {} } = document.metadata;
  const word = (key: string) => annotations[`${PREFIX}${key}`]?.trim();
  const isOurs = Object.keys(annotations).some(key => key.startsWith(PREFIX));
  for (const key of isOurs ? WORDS : []) {
    if (word(key)) continue;
    problems.push(
      problem(source, ['metadata', 'annotations'], {
        message: `the policy ${name} has no annotation ${PREFIX}${key}`,
        remedy: `Add ${PREFIX}${key}, in words for the person whose change is stopped.`,
      }),
    );
  }
  return {
    id: name,
    title: word('title') ?? name,
    reason: word('reason') ?? '',
    remedy: word('remedy') ?? '',
    severity: severityOf({ source, value: word('severity'), problems }),
    ...(word('enforces') ? { enforces: word('enforces') } : {}),
    file: source.file,
    policy: document,
    bindings: [],
  };
}

function severityOf(options: {
  source: Source;
  value: string | undefined;
  problems: PolicyProblem[];
}): Severity {
  const { source, value, problems } = options;
  if (value === 'warn') return 'warn';
  if (value !== undefined && value !== 'deny') {
    problems.push(
      problem(source, ['metadata', 'annotations', `${PREFIX}severity`], {
        message: `the severity is "${value}"; expected deny or warn`,
        remedy: 'Write deny or warn.',
      }),
    );
  }
  return 'deny';
}

function schemaProblems(source: Source, error: z.ZodError): PolicyProblem[] {
  return error.issues.map(issue =>
    problem(source, issue.path, {
      message: `/${issue.path.join('/')}: ${issue.message}`,
      remedy: 'Correct the field as admissionregistration.k8s.io/v1 has it.',
    }),
  );
}

function problem(
  source: Source,
  path: readonly PropertyKey[],
  words: { message: string; remedy: string },
): PolicyProblem {
  return {
    file: source.file,
    line: lineOf(source, path),
    at: path.map(part => `/${String(part)}`).join(''),
    ...words,
  };
}

/** Line of the node, or of the closest one around it that exists. */
function lineOf(
  { document, lines }: Source,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = rangeOf(node);
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}

function rangeOf(node: unknown): readonly [number, ...unknown[]] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) {
    return undefined;
  }
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number'
    ? [range[0]]
    : undefined;
}
