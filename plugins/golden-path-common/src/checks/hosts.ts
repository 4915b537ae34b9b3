import type { EnvironmentSettings } from '../settings';
import { servicesOnHost } from '../fleet/facts';
import type { Finding } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type { CheckOptions } from './options';
import { oneOf } from '../schema/problem';
import { listOf } from '../words/phrases';

const ROUTE = '/spec/route/host';

interface Claim {
  host: string;
  at: string;
  environments: string[];
}

/**
 * Whether every public host lies in a domain of the platform and belongs to this service alone. Hosts that are
 * derived from one that the intent states share its fault, which is told once.
 * @public
 */
export function checkHosts(options: CheckOptions): Finding[] {
  const stated = claims(options);
  return [
    ...foreignHosts(options, stated),
    ...takenHosts(options, stated),
    ...sharedHosts(stated),
  ];
}

function foreignHosts({ intent, contract }: CheckOptions, all: Claim[]) {
  const { domains } = contract.providers.traffic;
  const foreign = all.filter(
    ({ host }) =>
      !domains.some(each => host === each || host.endsWith(`.${each}`)),
  );
  return together(foreign, ({ at }) => at).map(({ at, hosts, environments }) =>
    deny({
      at,
      message: `The host ${
        at === ROUTE ? intent.spec.route?.host ?? hosts[0] : hosts[0]
      } is in no domain of the platform.`,
      remedy: `Use a host that ends in ${oneOf(
        domains.map(each => `.${each}`),
      )}`,
      environments,
    }),
  );
}

function takenHosts({ intent, fleet }: CheckOptions, all: Claim[]) {
  const owners = new Map(
    all.map(({ host }) => [
      host,
      servicesOnHost(fleet, host).filter(each => each !== intent.metadata.name),
    ]),
  );
  const ownersOf = (host: string) => listOf(owners.get(host) ?? []);
  return together(
    all.filter(({ host }) => ownersOf(host) !== ''),
    ({ at, host }) => JSON.stringify([at, ownersOf(host)]),
  ).map(({ at, hosts, environments }) =>
    deny({
      at,
      message: `${
        hosts.length > 1
          ? `The hosts ${listOf(hosts)} belong`
          : `The host ${hosts[0]} belongs`
      } to ${ownersOf(hosts[0])} already.`,
      remedy: 'Choose a host that no other service has',
      environments,
    }),
  );
}

function sharedHosts(all: Claim[]): Finding[] {
  return all
    .filter(({ environments }) => environments.length > 1)
    .map(({ host, at, environments }) =>
      deny({
        at,
        message: `The host ${host} would answer in ${listOf(environments)}.`,
        remedy: 'Give every environment a host of its own',
        environments,
      }),
    );
}

/** Claims with the same fault, told once. */
function together(
  all: Claim[],
  faultOf: (claim: Claim) => string,
): { at: string; hosts: string[]; environments: string[] }[] {
  const groups = new Map<
    string,
    { at: string; hosts: string[]; environments: string[] }
  >();
  for (const claim of all) {
    const fault = faultOf(claim);
    const group = groups.get(fault) ?? {
      at: claim.at,
      hosts: [],
      environments: [],
    };
    group.hosts.push(claim.host);
    group.environments.push(...claim.environments);
    groups.set(fault, group);
  }
  return [...groups.values()];
}

/** Every host once, with the environments that claim it. */
function claims(options: {
  intent: ServiceIntent;
  settings: EnvironmentSettings[];
}): Claim[] {
  const byHost = new Map<string, Claim>();
  for (const { host, at, environment, gatewayHosts = [] } of options.settings) {
    const ownHost = hasOwnHost(options.intent, at) ? `${at}/host` : ROUTE;
    const claimed = [
      ...(host === undefined ? [] : [{ host, at: ownHost }]),
      ...gatewayHosts,
    ];
    for (const each of claimed) {
      const claim = byHost.get(each.host);
      if (claim) {
        claim.environments.push(environment.name);
      } else {
        byHost.set(each.host, { ...each, environments: [environment.name] });
      }
    }
  }
  return [...byHost.values()];
}

function hasOwnHost(intent: ServiceIntent, at: string): boolean {
  const index = Number(at.slice(at.lastIndexOf('/') + 1));
  const environment = intent.spec.environments[index];
  return typeof environment === 'object' && environment.host !== undefined;
}

function deny(
  finding: Pick<Finding, 'at' | 'message' | 'remedy' | 'environments'>,
): Finding {
  return {
    policy: 'public-host',
    title: 'A public host is in a domain of the platform and has one owner',
    severity: 'deny',
    ...finding,
  };
}
