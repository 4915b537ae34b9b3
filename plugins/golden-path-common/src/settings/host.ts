import type { PlatformContract } from '../model';
import type { ContractEnvironment } from '../schema/contract';
import { ownPart, type ServiceIntent } from '../schema/intent';
import type { EnvironmentOverrides, EnvironmentSettings } from './settings';

/** What the environment has to do with the name of a host. */
interface HostPlace {
  contract: PlatformContract;
  environment: ContractEnvironment;
}

/** The hosts of a gateway beside its public one, with the suffix of the environment. */
export function gatewayHostsOf(
  options: HostPlace & { intent: ServiceIntent; host?: string },
): Pick<EnvironmentSettings, 'gatewayHosts'> {
  const { intent, host } = options;
  const { route } = intent.spec;
  const stated = ownPart(intent, 'gateway')?.hosts ?? [];
  const seen = new Set([host]);
  const gatewayHosts: EnvironmentSettings['gatewayHosts'] = [];
  for (const [index, each] of stated.entries()) {
    const own = hostIn(each, options);
    // The public host may have another name in an environment; it is the same one all the same.
    const isPublic = host !== undefined && each === route?.host;
    if (!isPublic && !seen.has(own)) {
      seen.add(own);
      gatewayHosts.push({ host: own, at: `/spec/gateway/hosts/${index}` });
    }
  }
  return gatewayHosts.length > 0 ? { gatewayHosts } : {};
}

/** The public host in an environment: as stated for it, as stated, or with the environment's suffix. */
export function hostOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  environment: ContractEnvironment;
  overrides: EnvironmentOverrides;
}): { host?: string } {
  const { contract, environment, overrides } = options;
  const { route, exposure } = options.intent.spec;
  if (exposure !== 'public' || !route) {
    return {};
  }
  if (overrides.host) {
    return { host: overrides.host };
  }
  return { host: hostIn(route.host, { contract, environment }) };
}

/** A host of production as it is called in an environment. */
function hostIn(host: string, { contract, environment }: HostPlace): string {
  return environment.production
    ? host
    : withSuffix({
        host,
        // Without a suffix two environments would claim one host.
        suffix: environment.hostSuffix ?? `-${environment.name}`,
        domains: contract.providers.traffic.domains,
      });
}

/** `payments.example.com` with `-dev` → `payments-dev.example.com`; with `.dev` → `payments.dev.example.com`. */
function withSuffix(options: {
  host: string;
  suffix: string;
  domains: string[];
}): string {
  const { host, domains } = options;
  const suffix = /^[.-]/.test(options.suffix)
    ? options.suffix
    : `-${options.suffix}`;
  const domain = domains
    .filter(each => host === each || host.endsWith(`.${each}`))
    .sort((a, b) => b.length - a.length)[0];
  if (host === domain) {
    return `${suffix.slice(1)}.${domain}`;
  }
  const cut = domain ? host.length - domain.length - 1 : host.indexOf('.');
  return `${host.slice(0, cut)}${suffix}${host.slice(cut)}`;
}
