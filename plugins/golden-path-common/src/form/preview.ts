import { compile } from '../compile/compile';
import { shapeFor } from '../compile/supported';
import { withAccepts } from '../fleet/withAccepts';
import type {
  CompileResult,
  Finding,
  Fleet,
  FleetService,
  PlatformContract,
  ReviewDecision,
} from '../model';
import { decideReview } from '../review/review';
import { pointerSegments, pointerOf } from '../json/pointer';
import type { Problem } from '../schema/problem';
import { partOf, type WorkloadType } from '../schema/intent';
import { valueAt } from '../json/path';
import { withoutValue, withValue } from './data';
import type { IntentForm } from './intentForm';
import { intentFromForm } from './intentFromForm';
import { withOtherSides } from '../review/otherSides';
import { checkOwnership, type Proposer } from './ownership';
import { repaired, type StandIn } from './repair';
import { partPlaceholders } from './partPlaceholders';
import { dependentPlaceholders, requiredPlaceholders } from './standIns';
import { checkTwice } from './twice';

export type { StandIn } from './repair';

/** What the form shows while someone types. @public */
export interface Preview {
  /** What compiling gives; only missing for what is no form of a service at all. */
  result?: CompileResult;
  review?: ReviewDecision;
  /** Stated, but wrong: the schema's problems. None of it is compiled. */
  problems: Problem[];
  /** Not stated yet, though needed. */
  missing: { at: string; title: string }[];
  /** Parts of `result` that are not as stated, because that is not well-formed. */
  standIns: StandIn[];
  /** Findings of the compiler and about who proposes, without those about things that are not stated. */
  findings: Finding[];
  /** The merged service of that name, where there is one. */
  standing?: FleetService;
  /** Whether cost and readiness say something about what is stated, and not about placeholders or about nothing. */
  estimated: boolean;
  /** What is stated and well-formed; hand it to the next preview as `earlier`. */
  wellFormed?: unknown;
  /** True when a request could be opened. */
  ready: boolean;
}

/** @public */
export interface PreviewOptions {
  workloadType: WorkloadType;
  form: IntentForm;
  contract: PlatformContract;
  fleet: Fleet;
  /** The moment exceptions are measured against, ISO 8601. */
  now: string;
  /** The service as it stands, when it is changed and not created. */
  before?: CompileResult;
  /** `wellFormed` of an earlier preview: it stands in for what is malformed now. */
  earlier?: unknown;
  /** Who would propose it; without, nothing is said about whether they may. */
  proposer?: Proposer;
  /** The standing service that is changed on purpose: that there is one of its name needs no telling. */
  changes?: string;
}

/** Without these a cost would be that of a placeholder. */
const COST_NEEDS = ['/spec/tier', '/spec/environments'];

/** What the type asks for decides the cost too: members, pieces of work. */
function costNeeds(workloadType: WorkloadType): string[] {
  const part = partOf(workloadType);
  return part === undefined ? COST_NEEDS : [...COST_NEEDS, `/spec/${part}`];
}

/** Whether something is about a place at or below one of the pointers. */
function isAbout(at: string, pointers: string[]): boolean {
  return pointers.some(
    pointer => at === pointer || at.startsWith(`${pointer}/`),
  );
}

/**
 * Everything the form shows for what it holds now. What is not stated yet is compiled with placeholders, and what is
 * malformed with what stood there before or not at all, so that the rest can be seen; neither is ever written: such
 * a preview is not ready. Pure and quick enough to run on each edit.
 * @public
 */
export function previewForm(options: PreviewOptions): Preview {
  const { workloadType, form, contract, fleet, before } = options;
  const stated = intentFromForm({ workloadType, form });
  const required = [
    ...requiredPlaceholders({ contract, workloadType }),
    ...partPlaceholders({ contract, workloadType }),
  ];
  const gaps = required.filter(
    ({ path }) => valueAt(stated, path) === undefined,
  );
  const filled = gaps.reduce(
    (intent, { path, value }) =>
      withValue({ target: intent, path, value: value(intent) }),
    stated,
  );
  const placeholders = [
    ...required,
    ...dependentPlaceholders({ contract, workloadType }),
  ];
  const mended = repaired({
    value: filled,
    placeholders,
    earlier: options.earlier,
  });
  const problems = [...checkTwice(form), ...mended.problems];
  const missing = gaps.map(({ path, title }) => ({
    at: pointerOf(path),
    title,
  }));
  if (!mended.intent) {
    return {
      problems,
      missing,
      standIns: [],
      findings: [],
      estimated: false,
      ready: false,
    };
  }
  const { intent, absent, standIns } = mended;
  const caller = intent.metadata.name;
  const result = compile({
    intent,
    contract,
    fleet: withAccepts({ fleet, caller, acceptOn: form.acceptOn }),
    now: options.now,
  });
  const review = withOtherSides({
    review: decideReview({ before, after: result, contract }),
    intent,
    acceptOn: form.acceptOn,
    releaseOn: form.releaseOn,
    fleet,
  });
  const titles = new Map(
    placeholders.map(({ path, title }) => [pointerOf(path), title]),
  );
  const needed = [
    ...missing,
    ...absent.map(at => ({
      at,
      title: titles.get(at) ?? pointerSegments(at).slice(-2).join(' '),
    })),
  ];
  const unsaid = [...needed, ...standIns].map(({ at }) => at);
  const findings = [
    ...result.findings,
    ...checkOwnership({
      stated,
      fleet,
      proposer: options.proposer,
      changes: options.changes,
    }),
  ].filter(({ at }) => !isAbout(at, unsaid));
  return {
    result,
    review,
    problems,
    missing: needed,
    standIns,
    findings,
    ...standingOf({ stated, fleet }),
    estimated:
      shapeFor(intent) !== undefined &&
      !unsaid.some(at => isAbout(at, costNeeds(workloadType))),
    wellFormed: withoutPlaceholders({ intent, gaps, standIns }),
    ready:
      !needed.length &&
      !problems.length &&
      !findings.some(({ severity }) => severity === 'deny'),
  };
}

function standingOf(options: { stated: unknown; fleet: Fleet }): {
  standing?: FleetService;
} {
  const name = valueAt(options.stated, ['metadata', 'name']);
  const { services } = options.fleet;
  return typeof name === 'string' && Object.hasOwn(services, name)
    ? { standing: services[name] }
    : {};
}

/** Placeholders are nobody's words: what was stated earlier must not be taken for one of them. */
function withoutPlaceholders(options: {
  intent: unknown;
  gaps: readonly { path: string[] }[];
  standIns: readonly StandIn[];
}): unknown {
  const { intent, gaps, standIns } = options;
  return [
    ...gaps.map(({ path }) => path),
    ...standIns
      .filter(({ by }) => by === 'placeholder')
      .map(({ at }) => pointerSegments(at)),
  ].reduce(withoutValue, intent);
}
