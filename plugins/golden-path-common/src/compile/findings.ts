import type {
  Because,
  DerivedObject,
  Finding,
  Policy,
  PlatformContract,
} from '../model';
import type { PolicyOutcome } from '../policy';
import { isExpired } from '../waivers/expiry';

/**
 * Where a person mends what a policy found, for policies about one part of the intent; first what applies. Others
 * lead to what the object was derived from.
 */
const PLACES: Record<string, string> = {
  'image-digest': '/image',
  'image-latest': '/image',
  'image-registry': '/image',
  'resource-requests': '/resources',
  'memory-limits': '/resources',
  'health-probes': '/health',
  'readiness-production': '/health',
  'secret-literal': '/env',
};

/** The policy findings of one object that is shared by all its places. */
export function policyFindings(options: {
  outcomes: PolicyOutcome[];
  derived: DerivedObject;
  policies: ReadonlyMap<string, Policy>;
  /** Name of the container that serves. */
  main: string;
}): Finding[] {
  const { outcomes, derived, policies, main } = options;
  const findings: Finding[] = [];
  for (const outcome of outcomes) {
    if (outcome.result !== 'fail' && outcome.result !== 'error') {
      continue;
    }
    const policy = policies.get(outcome.policy);
    const subject = `${derived.object.kind} ${derived.object.metadata.name}`;
    findings.push({
      policy: outcome.policy,
      title: policy?.title ?? outcome.policy,
      severity: outcome.severity,
      message: outcome.message.startsWith(subject)
        ? outcome.message
        : `${subject}: ${outcome.message}`,
      at: placeOf(outcome.policy, derived.because, main),
      remedy: policy?.remedy ?? '',
      environments: [derived.env],
      object: derived.path,
    });
  }
  return findings;
}

function placeOf(policy: string, reasons: Because[], main: string): string {
  const part = PLACES[policy];
  if (part) {
    return `/spec/containers/${main}${part}`;
  }
  const override = reasons.find(({ from }) =>
    from.startsWith('intent:/spec/overrides/'),
  );
  const stated =
    override ??
    reasons.find(({ at, from }) => at === '' && from.startsWith('intent:'));
  return stated?.from.slice('intent:'.length) ?? '';
}

/** One finding for what is the same in several environments, in the order in which they were found. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([
      finding.policy,
      finding.severity,
      finding.at,
      finding.message,
      finding.exception?.id,
    ]);
    const known = merged.get(key);
    if (!known) {
      merged.set(key, finding);
    } else if (finding.environments) {
      merged.set(key, {
        ...known,
        environments: [
          ...new Set([...(known.environments ?? []), ...finding.environments]),
        ],
      });
    }
  }
  return [...merged.values()];
}

/**
 * Findings that an exception of the contract covers become warnings that name it. A finding of several
 * environments is split where the exception covers only some.
 */
export function applyExceptions(options: {
  findings: Finding[];
  contract: PlatformContract;
  service: string;
  /** Environments of the service: where a finding that names none holds. */
  environments: string[];
  now: number;
}): Finding[] {
  const { findings, contract, service, now } = options;
  const active = contract.exceptions.filter(
    exception =>
      exception.service === service && !isExpired(exception.expires, now),
  );
  if (active.length === 0) {
    return findings;
  }
  return findings.flatMap(finding => {
    let open = finding.environments ?? options.environments;
    const covered: Finding[] = [];
    for (const exception of active) {
      const environments = open.filter(name =>
        exception.environments.includes(name),
      );
      if (exception.policy === finding.policy && environments.length > 0) {
        open = open.filter(name => !environments.includes(name));
        covered.push({
          ...finding,
          severity: 'warn',
          environments,
          exception: {
            id: exception.id,
            expires: exception.expires,
            approvedBy: exception.approvedBy,
            reason: exception.reason,
          },
        });
      }
    }
    return covered.length === 0 || open.length > 0
      ? [
          covered.length > 0 ? { ...finding, environments: open } : finding,
          ...covered,
        ]
      : covered;
  });
}
