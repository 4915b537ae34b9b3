import { teamOf } from '../settings';
import type { Agreement, Finding, Fleet, PlatformContract } from '../model';
import type { IntentDependency, ServiceIntent } from '../schema/intent';
import type { Checked, Side } from './agreementSide';
import { didYouMean } from '../words/nearest';
import { checkResourceUse } from './resources';
import { listOf } from '../words/phrases';

const TITLE = 'Both sides agree to a call';

/**
 * Who may talk to whom, from this service's side. A call is allowed when the caller depends on the callee and the
 * callee accepts the caller; one side alone is a finding that names the missing party and the line to add, and
 * gives no network rule.
 * @public
 */
export function checkAgreements(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
}): { agreements: Agreement[]; findings: Finding[] } {
  const { intent } = options;
  const side: Side = {
    ...options,
    name: intent.metadata.name,
    team: teamOf(intent),
    environments: environmentsOf(options),
  };
  const checked = [
    ...(intent.spec.dependencies ?? []).map((dependency, index) =>
      checkDependency(side, dependency, `/spec/dependencies/${index}`),
    ),
    ...checkQueue(side),
    ...(intent.spec.accepts ?? []).map((caller, index) =>
      checkAccepted(side, caller, `/spec/accepts/${index}`),
    ),
  ];
  return {
    agreements: unique(checked.map(({ agreement }) => agreement)),
    findings: checked.flatMap(({ findings }) => findings),
  };
}

/** An environment that the contract does not know is a finding of its own, elsewhere. */
function environmentsOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): string[] {
  const known = new Set(options.contract.environments.map(({ name }) => name));
  return options.intent.spec.environments
    .map(environment =>
      typeof environment === 'string' ? environment : environment.name,
    )
    .filter(name => known.has(name));
}

function checkDependency(
  side: Side,
  dependency: IntentDependency,
  at: string,
): Checked {
  if ('service' in dependency) {
    return checkCall(side, dependency.service, `${at}/service`);
  }
  if ('topic' in dependency) {
    return checkResourceUse({
      side,
      name: dependency.topic,
      kind: 'topic',
      at: `${at}/topic`,
    });
  }
  if ('resource' in dependency) {
    return checkResourceUse({
      side,
      name: dependency.resource,
      kind: 'resource',
      at: `${at}/resource`,
    });
  }
  return {
    agreement: {
      caller: side.name,
      callee: dependency.external,
      kind: 'external',
      state: 'declared',
    },
    findings: [],
  };
}

/** A worker depends on the topic it reads, whether it says so again under dependencies or not. */
function checkQueue(side: Side): Checked[] {
  const { queue, dependencies = [] } = side.intent.spec;
  const stated = dependencies.some(
    dependency => 'topic' in dependency && dependency.topic === queue?.topic,
  );
  return queue && !stated
    ? [
        checkResourceUse({
          side,
          name: queue.topic,
          kind: 'topic',
          at: '/spec/queue/topic',
        }),
      ]
    : [];
}

function checkCall(side: Side, callee: string, at: string): Checked {
  const { name, fleet, team } = side;
  const agreement: Agreement = {
    caller: name,
    callee,
    kind: 'service',
    state: 'agreed',
  };
  if (callee === name) {
    return {
      agreement: { ...agreement, state: 'refused' },
      findings: [
        deny({
          at,
          message: `${name} depends on itself.`,
          remedy: `Remove "service: ${name}" from the dependencies: containers of one pod reach each other on localhost`,
        }),
      ],
    };
  }
  const other = fleet.services[callee];
  if (!other) {
    return {
      agreement: { ...agreement, state: 'unknown' },
      findings: [
        deny({
          at,
          message: `Nobody knows a service called ${callee}.${didYouMean(
            callee,
            Object.keys(fleet.services),
          )}`,
          remedy: `Write the name of a service that exists, or create ${callee} first`,
        }),
      ],
    };
  }
  agreement.callerOwner = `group:${team}`;
  const findings: Finding[] = [];
  if (!other.accepts.includes(name)) {
    agreement.state = 'missing-accept';
    agreement.mend = { service: callee, at: '/spec/accepts/-', add: name };
    findings.push(
      deny({
        at,
        message: `${name} depends on ${callee}, and ${callee} does not accept ${name}.`,
        remedy: `Add "${name}" to "accepts" in the intent of ${callee}${
          other.team === team
            ? ''
            : `, which is a change that group:${other.team} approves`
        }`,
      }),
    );
  }
  if (other.port === undefined) {
    findings.push(
      deny({
        at,
        message: `${callee} is a ${other.workloadType} without a port, so nothing can call it.`,
        remedy: `Depend on the topic or resource that ${callee} works on, or give ${callee} a workload type with a Service`,
      }),
    );
  }
  const absent = side.environments.filter(
    environment => !other.environments.includes(environment),
  );
  if (absent.length > 0) {
    findings.push({
      ...deny({
        at,
        message: `${name} runs in ${listOf(
          absent,
        )}, and ${callee} does not: it runs in ${
          listOf(other.environments) || 'no environment'
        }.`,
        remedy: `Add ${listOf(
          absent,
        )} to "environments" of ${callee}, or leave ${
          absent.length === 1 ? 'it' : 'them'
        } out of ${name}`,
      }),
      environments: absent,
    });
  }
  return { agreement, findings };
}

function checkAccepted(side: Side, caller: string, at: string): Checked {
  const { name, fleet } = side;
  const agreement: Agreement = {
    caller,
    callee: name,
    kind: 'service',
    state: 'agreed',
  };
  if (caller === name) {
    return {
      agreement: { ...agreement, state: 'refused' },
      findings: [
        warn({
          at,
          message: `${name} accepts itself, which allows nothing.`,
          remedy: `Remove "${name}" from "accepts"`,
        }),
      ],
    };
  }
  const other = fleet.services[caller];
  if (!other) {
    return {
      agreement: { ...agreement, state: 'unknown' },
      findings: [
        warn({
          at,
          message: `${name} accepts ${caller}, and nobody knows a service called ${caller}; nothing is allowed until it exists.${didYouMean(
            caller,
            Object.keys(fleet.services),
          )}`,
          remedy: `Write the name of a service that exists, or remove "${caller}" from "accepts"`,
        }),
      ],
    };
  }
  agreement.callerOwner = `group:${other.team}`;
  if (other.dependencies.includes(name)) {
    return { agreement, findings: [] };
  }
  return {
    agreement: {
      ...agreement,
      state: 'missing-dependency',
      mend: {
        service: caller,
        at: '/spec/dependencies/-',
        add: `service: ${name}`,
      },
    },
    findings: [
      warn({
        at,
        message: `${name} accepts ${caller}, and ${caller} does not depend on ${name}; nothing is allowed until it does.`,
        remedy: `Add "- service: ${name}" to "dependencies" in the intent of ${caller}, or remove "${caller}" from "accepts"`,
      }),
    ],
  };
}

/** Said twice is agreed once; the first statement counts. */
function unique(agreements: Agreement[]): Agreement[] {
  const seen = new Map<string, Agreement>();
  for (const agreement of agreements) {
    const { kind, caller, callee } = agreement;
    const key = `${kind} ${caller} ${callee}`;
    if (!seen.has(key)) {
      seen.set(key, agreement);
    }
  }
  return [...seen.values()];
}

function deny(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return { policy: 'agreement', title: TITLE, severity: 'deny', ...finding };
}

function warn(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return { policy: 'agreement', title: TITLE, severity: 'warn', ...finding };
}
