import type { EnvironmentSettings } from '../compile/settings';
import { servicesOnHost } from '../fleet/facts';
import type { Finding } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type { CheckOptions } from './options';
import { listOf } from './words';

interface Claim {
  host: string;
  at: string;
  environments: string[];
}

/**
 * Whether every public host lies in a domain of the platform and belongs to this service alone.
 * @public
 */
export function checkHosts(options: CheckOptions): Finding[] {
  const { intent, contract, fleet } = options;
  const { name } = intent.metadata;
  const { domains } = contract.providers.traffic;
  return claims(options).flatMap(({ host, at, environments }) => {
    const findings: Finding[] = [];
    if (!domains.some(each => host === each || host.endsWith(`.${each}`))) {
      findings.push({
        ...deny({
          at,
          message: `The host ${host} is in no domain of the platform.`,
          remedy: `Use a host that ends in ${listOf(
            domains.map(each => `.${each}`),
          )}`,
        }),
        environments,
      });
    }
    const others = servicesOnHost(fleet, host).filter(each => each !== name);
    if (others.length > 0) {
      findings.push({
        ...deny({
          at,
          message: `The host ${host} belongs to ${listOf(others)} already.`,
          remedy: `Choose a host that no other service has`,
        }),
        environments,
      });
    }
    if (environments.length > 1) {
      findings.push({
        ...deny({
          at,
          message: `The host ${host} would answer in ${listOf(environments)}.`,
          remedy: 'Give every environment a host of its own',
        }),
        environments,
      });
    }
    return findings;
  });
}

/** Every host once, with the environments that claim it. */
function claims(options: {
  intent: ServiceIntent;
  settings: EnvironmentSettings[];
}): Claim[] {
  const byHost = new Map<string, Claim>();
  for (const { host, at, environment } of options.settings) {
    if (!host) {
      continue;
    }
    const claim = byHost.get(host);
    if (claim) {
      claim.environments.push(environment.name);
    } else {
      byHost.set(host, {
        host,
        at: hasOwnHost(options.intent, at) ? `${at}/host` : '/spec/route/host',
        environments: [environment.name],
      });
    }
  }
  const ofGateway = options.intent.spec.gateway?.hosts ?? [];
  for (const [index, host] of ofGateway.entries()) {
    if (!byHost.has(host)) {
      byHost.set(host, {
        host,
        at: `/spec/gateway/hosts/${index}`,
        environments: [],
      });
    }
  }
  return [...byHost.values()];
}

function hasOwnHost(intent: ServiceIntent, at: string): boolean {
  const index = Number(at.slice(at.lastIndexOf('/') + 1));
  const environment = intent.spec.environments[index];
  return typeof environment === 'object' && environment.host !== undefined;
}

function deny(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return {
    policy: 'public-host',
    title: 'A public host is in a domain of the platform and has one owner',
    severity: 'deny',
    ...finding,
  };
}
