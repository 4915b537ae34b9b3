import type { ValueChange } from '../diff/objects';
import { isRecord } from '../json/pointer';
import { bytesOf, cpuToMillis, secondsOf } from '../quantity';

/** How much a change of the contract asks of teams. @public */
export type ChangeLevel = 'breaking' | 'minor' | 'patch';

/** What a rule says of a change. */
export interface Verdict {
  level: ChangeLevel;
  why: string;
}

const verdict = (level: ChangeLevel, why: string): Verdict => ({ level, why });

const DENIES = 'an intent that compiled may be denied';
const MOVES = 'what an intent means changes';
const OFFERS = 'more is offered';
const DEFAULT = 'a default changes';
const WORDS = 'nothing that is derived or judged';
const LOOSER = 'less is refused';
const BROUGHT = 'the platform brings what the cluster brought';
const LEFT = 'the cluster has to bring it';
const REPLACED =
  'a cluster never changes it in a class that is there; a class of another name can have it';

interface Rule {
  /** On the pointer of the change, in which entries of lists stand by their names. */
  at: RegExp;
  judge(change: ValueChange, now?: string): Verdict;
}

const always =
  (level: ChangeLevel, why: string): Rule['judge'] =>
  () =>
    verdict(level, why);

/** By whether it comes, goes or changes. */
function byKind(kinds: {
  added: Verdict;
  removed: Verdict;
  changed: Verdict;
}): Rule['judge'] {
  return ({ before, after }) => {
    if (before === undefined) {
      return kinds.added;
    }
    return after === undefined ? kinds.removed : kinds.changed;
  };
}

/** A list that restricts, and does not when it is absent: to state it or to shorten it takes something away. */
const restriction: Rule['judge'] = ({ before, after }) => {
  const isWhole = isRecord(before) || isRecord(after);
  const tighter = isWhole ? before === undefined : after === undefined;
  return tighter ? verdict('breaking', DENIES) : verdict('minor', OFFERS);
};

/** Amounts: less is breaking. */
function lower(measure: (amount: string) => number): Rule['judge'] {
  return ({ before, after }) => {
    if (before === undefined || after === undefined) {
      return before === undefined
        ? verdict('breaking', DENIES)
        : verdict('minor', LOOSER);
    }
    return measure(String(after)) < measure(String(before))
      ? verdict('breaking', DENIES)
      : verdict('minor', OFFERS);
  };
}

const RANK: Record<string, number> = {
  // of severities, of modes, of Pod Security
  warn: 0,
  deny: 1,
  permissive: 0,
  strict: 1,
  'allow-any': 0,
  'registry-only': 1,
  privileged: 0,
  baseline: 1,
  restricted: 2,
};

/** Words of which one asks for more than the other. */
const stricter: Rule['judge'] = ({ before, after }) =>
  (RANK[String(after)] ?? 0) > (RANK[String(before)] ?? 0)
    ? verdict('breaking', DENIES)
    : verdict('minor', LOOSER);

const policy: Rule['judge'] = ({ before, after }) => {
  if (before === undefined) {
    return isRecord(after) && after.severity === 'warn'
      ? verdict('minor', 'it warns, and refuses nothing')
      : verdict('breaking', DENIES);
  }
  return after === undefined
    ? verdict('minor', LOOSER)
    : verdict(
        'breaking',
        'whether the rule is tighter cannot be told from its text, so it counts as tighter',
      );
};

/** A binding that only stops denying, and says the same otherwise, lets more pass. */
const binding: Rule['judge'] = change => {
  const [before, after] = [change.before, change.after].map(bindingsOf);
  const loosened =
    before?.length === after?.length &&
    before?.every(
      (spec, index) =>
        sameBut('validationActions', spec, after?.[index]) &&
        actionsOf(after?.[index]).every(
          action => action !== 'Deny' || actionsOf(spec).includes('Deny'),
        ),
    );
  return loosened ? verdict('minor', LOOSER) : policy(change);
};

/** A policy that lets pass what it cannot judge, and says the same otherwise, lets more pass. */
const policyText: Rule['judge'] = change => {
  const [before, after] = [change.before, change.after].map(specOf);
  const loosened =
    before !== undefined &&
    after?.failurePolicy === 'Ignore' &&
    sameBut('failurePolicy', before, after);
  return loosened ? verdict('minor', LOOSER) : policy(change);
};

/** Specs are compared as text, so that one that changed is one change. */
function specOf(text: unknown): Record<string, unknown> | undefined {
  const spec: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  return isRecord(spec) ? spec : undefined;
}

function bindingsOf(text: unknown): unknown[] | undefined {
  const specs: unknown =
    typeof text === 'string' ? JSON.parse(text) : undefined;
  return Array.isArray(specs) ? specs : undefined;
}

function actionsOf(spec: unknown): unknown[] {
  const actions = isRecord(spec) ? spec.validationActions : undefined;
  return Array.isArray(actions) ? actions : [];
}

function sameBut(field: string, before: unknown, after: unknown): boolean {
  const rest = (spec: unknown) =>
    JSON.stringify(isRecord(spec) ? { ...spec, [field]: undefined } : spec);
  return rest(before) === rest(after);
}

const exception: Rule['judge'] = ({ before, after }, now) => {
  if (before === undefined) {
    return verdict('patch', LOOSER);
  }
  const expired =
    isRecord(before) &&
    now !== undefined &&
    String(before.expires) < now.slice(0, 10);
  return after === undefined && expired
    ? verdict('patch', 'it had expired')
    : verdict('breaking', DENIES);
};

const COUNT = (amount: string) => Number(amount);
const ADDS = byKind({
  added: verdict('minor', OFFERS),
  removed: verdict('breaking', DENIES),
  changed: verdict('minor', DEFAULT),
});

/** The first that fits a pointer judges. */
const RULES: Rule[] = [
  {
    at: /\/(title|description|meaning|why|purpose|bias|note|keyRisk|primitive|reason|remedy|decision|ticket|approvedBy|enforces)$/,
    judge: always('patch', WORDS),
  },
  { at: /\/controls(\/|$)/, judge: always('patch', WORDS) },
  {
    at: /^\/telemetry\/requests(\/|$)/,
    judge: ({ at }) =>
      at.endsWith('/perSecond')
        ? verdict('minor', DEFAULT)
        : verdict(
            'breaking',
            'series are looked for by other names than services emit',
          ),
  },
  { at: /^\/(layers|telemetry)\//, judge: always('patch', WORDS) },
  { at: /^\/prices\//, judge: always('patch', 'only what it costs') },
  { at: /^\/policies\/[^/]+\/severity$/, judge: stricter },
  { at: /^\/policies\/[^/]+\/bindings$/, judge: binding },
  { at: /^\/policies\/[^/]+\/policy$/, judge: policyText },
  { at: /^\/policies\//, judge: policy },
  {
    at: /^\/exceptions\/[^/]+\/expires$/,
    judge: ({ before, after }) =>
      String(after) < String(before)
        ? verdict('breaking', DENIES)
        : verdict('patch', LOOSER),
  },
  { at: /^\/exceptions\//, judge: exception },
  {
    at: /^\/secretGrants\//,
    judge: byKind({
      added: verdict('patch', 'one more team may read a secret'),
      removed: verdict('breaking', DENIES),
      changed: verdict('breaking', DENIES),
    }),
  },
  { at: /^\/quotas\/.*\/cpu$/, judge: lower(cpuToMillis) },
  { at: /^\/quotas\/.*\/(memory|storage)$/, judge: lower(bytesOf) },
  { at: /^\/quotas\/.*\/(pods|objects)$/, judge: lower(COUNT) },
  {
    at: /^\/quotas\//,
    judge: always('breaking', 'another row holds, which may be lower'),
  },
  { at: /\/podSecurity\/enforce$/, judge: stricter },
  { at: /\/limitRange\/maxCpu$/, judge: lower(cpuToMillis) },
  { at: /\/limitRange\/maxMemory$/, judge: lower(bytesOf) },
  {
    at: /^\/tenancy\/namespacePattern$/,
    judge: always('breaking', 'every namespace gets another name'),
  },
  { at: /^\/providers\/mesh\/(mode|outbound)$/, judge: stricter },
  {
    at: /^\/providers\/mesh\/overrides/,
    judge: always('breaking', 'callers may be refused'),
  },
  {
    at: /^\/providers\/secrets\/(store|pathPattern)$/,
    judge: always('breaking', 'secrets are looked for elsewhere'),
  },
  {
    at: /^\/providers\/[^/]+\/provider$/,
    judge: always('minor', 'another product does it; no intent names one'),
  },
  {
    at: /^\/supplyChain\/provenanceLevel$/,
    judge: ({ before, after }) =>
      Number(after) > Number(before)
        ? verdict('breaking', DENIES)
        : verdict('minor', LOOSER),
  },
  { at: /^\/supplyChain\/registries\/.*\/teams(\/|$)/, judge: restriction },
  {
    at: /^\/supplyChain\//,
    judge: byKind({
      added: verdict('minor', OFFERS),
      removed: verdict('breaking', DENIES),
      changed: verdict('breaking', DENIES),
    }),
  },
  {
    at: /^\/resources\/[^/]+\/(consumers|environments)(\/|$)/,
    judge: restriction,
  },
  { at: /^\/resources\/[^/]+\/(owner|engine)$/, judge: always('patch', WORDS) },
  { at: /^\/resources\/[^/]+\/type$/, judge: always('breaking', MOVES) },
  {
    at: /^\/environments\/[^/]+\/production$/,
    judge: ({ after }) =>
      after === true
        ? verdict('breaking', 'the rules of production hold')
        : verdict('minor', LOOSER),
  },
  {
    at: /^\/environments\/[^/]+\/hostSuffix$/,
    judge: always('breaking', 'public hosts move'),
  },
  {
    at: /^\/clusters\/[^/]+\/(podCidr|role|region|primary)$/,
    judge: always('breaking', 'what runs there has to move'),
  },
  {
    at: /^\/(tiers|workloadTypes)\/[^/]+\/nodePool$/,
    judge: always('minor', 'pods move to other nodes'),
  },
  {
    at: /^\/workloadTypes\/[^/]+\/defaults\/port$/,
    judge: always(
      'breaking',
      'who states no port is called on another than it listens on',
    ),
  },
  {
    at: /^\/workloadTypes\/[^/]+\/defaults\/resources\/memoryLimit$/,
    judge: change =>
      lower(bytesOf)(change).level === 'breaking'
        ? verdict('breaking', 'what needs more is killed')
        : verdict('minor', DEFAULT),
  },
  {
    at: /^\/workloadTypes\/[^/]+\/features\//,
    judge: ({ after }) =>
      after === true
        ? verdict('minor', OFFERS)
        : verdict('breaking', 'it is no longer derived'),
  },
  {
    at: /^\/tiers\/[^/]+\/duties\//,
    judge: byKind({
      added: verdict('minor', 'a duty of a tier that is missing warns'),
      removed: verdict('minor', 'less is asked for'),
      changed: verdict('minor', 'a duty of a tier that is missing warns'),
    }),
  },
  {
    at: /^\/exposurePolicy\/.*\/derived$/,
    judge: always('patch', 'what the readiness preview tells'),
  },
  {
    at: /^\/exposurePolicy\//,
    judge: byKind({
      added: verdict('breaking', DENIES),
      removed: verdict('minor', LOOSER),
      changed: verdict('breaking', DENIES),
    }),
  },
  {
    at: /^\/approvals\//,
    judge: always('minor', 'who has to agree changes; nothing is refused'),
  },
  {
    at: /^\/labels\//,
    judge: byKind({
      added: verdict('minor', OFFERS),
      removed: verdict('breaking', 'tools that read the label find nothing'),
      changed: verdict('breaking', 'tools that read the label find another'),
    }),
  },
  {
    at: /^\/priorityClasses\/[^/]+\/(value|preempts)$/,
    judge: byKind({
      added: verdict('minor', BROUGHT),
      removed: verdict('breaking', LEFT),
      changed: verdict('breaking', REPLACED),
    }),
  },
  {
    at: /^\/storage\/classes\/[^/]+\/provisioning(\/|$)/,
    judge: ({ at, before, after }) => {
      if (!at.endsWith('/provisioning')) {
        return verdict('breaking', REPLACED);
      }
      return before === undefined
        ? verdict('minor', BROUGHT)
        : verdict('breaking', after === undefined ? LEFT : REPLACED);
    },
  },
  {
    at: /^\/storage\/classes\/[^/]+\/(scope|encrypted)$/,
    judge: always('breaking', MOVES),
  },
  {
    at: /^\/storage\/classes\/[^/]+\/expansion$/,
    judge: ({ after }) =>
      after === 'not-supported'
        ? verdict('breaking', 'a store that grew can no longer')
        : verdict('minor', DEFAULT),
  },
  { at: /^\/storage\/backup\/restoreTestMaxAge$/, judge: lower(secondsOf) },
];

/** How much a change asks of teams. What comes offers more, what goes takes away, what changes is a default. */
export function judge(change: ValueChange, now?: string): Verdict {
  const rule = RULES.find(({ at }) => at.test(change.at));
  return (rule?.judge ?? ADDS)(change, now);
}
