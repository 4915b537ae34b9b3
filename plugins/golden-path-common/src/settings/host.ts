import type { PlatformContract } from '../model';
import type { ContractEnvironment } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { EnvironmentOverrides } from './settings';

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
  if (environment.production) {
    return { host: route.host };
  }
  return {
    host: withSuffix({
      host: route.host,
      // Without a suffix two environments would claim one host.
      suffix: environment.hostSuffix ?? `-${environment.name}`,
      domains: contract.providers.traffic.domains,
    }),
  };
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
