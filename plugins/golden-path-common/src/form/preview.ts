import { compile } from '../compile/compile';
import { withAccepts } from '../fleet/withAccepts';
import type {
  CompileResult,
  Finding,
  Fleet,
  PlatformContract,
  ReviewDecision,
} from '../model';
import { decideReview } from '../review/review';
import { checkIntent } from '../schema/parse';
import type { Problem } from '../schema/problem';
import type { ServiceIntent, WorkloadType } from '../schema/intent';
import { intentFromForm, type IntentForm } from './intentFromForm';

/** What the form shows while someone types. @public */
export interface Preview {
  /** What compiling gives; missing while something stated is not even well-formed. */
  result?: CompileResult;
  review?: ReviewDecision;
  /** Stated, but wrong: the schema's problems. */
  problems: Problem[];
  /** Not stated yet, though needed. */
  missing: { at: string; title: string }[];
  /** Findings of the compiler, without those about things that are not stated yet. */
  findings: Finding[];
  /** True when a request could be opened. */
  ready: boolean;
}

/**
 * What stands in for what is not stated yet, so that people see objects from the first keystroke. Nothing of it is
 * ever written: a preview with placeholders is not ready.
 */
function placeholders(contract: PlatformContract) {
  const registry = contract.supplyChain.registries[0]?.prefix ?? '';
  const zeros = '0'.repeat(64);
  return [
    { at: '/metadata/name', title: 'name', value: 'new-service' },
    { at: '/metadata/owner', title: 'owner', value: 'group:new-team' },
    { at: '/metadata/system', title: 'system', value: 'new-system' },
    { at: '/spec/tier', title: 'tier', value: 'tier-3' },
    {
      at: '/spec/dataClassification',
      title: 'data classification',
      value: 'internal',
    },
    { at: '/spec/exposure', title: 'exposure', value: 'internal' },
    { at: '/spec/runtime', title: 'runtime', value: 'other' },
    {
      at: '/spec/containers/app/image',
      title: 'image',
      value: `${registry.replace(/\/$/, '')}/new-service@sha256:${zeros}`,
    },
    {
      at: '/spec/environments',
      title: 'environments',
      value: [contract.environments[0].name],
    },
  ];
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const part of pointer.split('/').slice(1)) {
    current =
      typeof current === 'object' && current !== null
        ? Reflect.get(current, part)
        : undefined;
  }
  return current;
}

/** A copy with `value` at the pointer; members on the way are made. */
function withValue(target: unknown, parts: string[], value: unknown): unknown {
  if (!parts.length) {
    return value;
  }
  const [head, ...rest] = parts;
  const members =
    typeof target === 'object' && target !== null ? { ...target } : {};
  return {
    ...members,
    [head]: withValue(Reflect.get(members, head), rest, value),
  };
}

/** Whether a finding or problem is about something at or below one of the pointers. */
function isAbout(at: string, pointers: string[]): boolean {
  return pointers.some(
    pointer => at === pointer || at.startsWith(`${pointer}/`),
  );
}

function compileChecked(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  now: string;
  before?: CompileResult;
}) {
  const { intent, contract, fleet, now, before } = options;
  const result = compile({ intent, contract, fleet, now });
  return { result, review: decideReview({ before, after: result, contract }) };
}

/**
 * Everything the form shows for what it holds now. Pure and quick enough to run on each edit.
 * @public
 */
export function previewForm(options: {
  workloadType: WorkloadType;
  form: IntentForm;
  contract: PlatformContract;
  fleet: Fleet;
  /** The moment exceptions are measured against, ISO 8601. */
  now: string;
  /** The service as it stands, when it is changed and not created. */
  before?: CompileResult;
}): Preview {
  const { workloadType, form, contract, fleet, now, before } = options;
  const stated = intentFromForm({ workloadType, form });
  const gaps = placeholders(contract).filter(
    ({ at }) => valueAt(stated, at) === undefined,
  );
  const filled = gaps.reduce(
    (intent, { at, value }) => withValue(intent, at.split('/').slice(1), value),
    stated,
  );
  const missing = gaps.map(({ at, title }) => ({ at, title }));

  const checked = checkIntent(filled);
  if (!checked.ok) {
    // A member that is missing deeper down (a route's host) is something to state as well, not an error.
    const absent = checked.problems.filter(
      ({ at }) => valueAt(filled, at) === undefined,
    );
    return {
      problems: checked.problems.filter(problem => !absent.includes(problem)),
      missing: [
        ...missing,
        ...absent.map(({ at }) => ({
          at,
          title: at.split('/').slice(-2).join(' '),
        })),
      ],
      findings: [],
      ready: false,
    };
  }
  const { result, review } = compileChecked({
    intent: checked.value,
    contract,
    fleet: withAccepts({
      fleet,
      caller: checked.value.metadata.name,
      acceptOn: form.acceptOn,
    }),
    now,
    before,
  });
  const gapPointers = gaps.map(({ at }) => at);
  return {
    result,
    review,
    problems: [],
    missing,
    findings: result.findings.filter(({ at }) => !isAbout(at, gapPointers)),
    ready: !missing.length && !result.denied,
  };
}
