import type { SharedResource } from '../schema/resource';
import type { IntentDependency } from '../schema/intent';
import type { EnvironmentContext } from './context';
import { namespaceOfService } from './names';

/** The other end of a way inside the clusters, before any product has its own words for it. */
export interface InsidePeer {
  /**
   * Pods of a service, the gateways of the platform, what collects metrics, or all pods of a namespace that is no
   * tenant's.
   */
  kind: 'service' | 'gateway' | 'monitoring' | 'namespace';
  namespace: string;
  /** Of the service; only a service has one. */
  name?: string;
}

/** The other end outside of them: a host of somebody else, or a resource, which may have a name in DNS too. */
export type OutsidePeer =
  | { kind: 'outside'; host: string; cidr?: undefined }
  | { kind: 'outside'; host?: string; cidr: string; resource: string };

/** A way in or out that somebody agreed to. */
export interface Way<Peer = InsidePeer | OutsidePeer> {
  peer: Peer;
  /** TCP ports at the end that is called. */
  ports: number[];
  from: string;
  why: string;
}

/** Who may call this service: the gateway, agreed callers, the scraper. */
export function waysIn(ctx: EnvironmentContext): Way<InsidePeer>[] {
  const ways: Way<InsidePeer>[] = [];
  const { port, metricsPort } = ctx.main;
  const { gatewayNamespace, monitoringNamespace } = ctx.contract.tenancy;
  const { host, gatewayHosts } = ctx.settings;
  if (port !== undefined && (host !== undefined || gatewayHosts)) {
    ways.push({
      peer: { kind: 'gateway', namespace: gatewayNamespace },
      ports: [port],
      from: 'intent:/spec/exposure',
      why: `The service is ${
        host === undefined ? 'a gateway for others inside' : 'public'
      }, so the gateways in ${gatewayNamespace} reach port ${port}; nobody from outside reaches a pod past them.`,
    });
  }
  for (const agreement of ctx.agreements) {
    if (
      port === undefined ||
      agreement.kind !== 'service' ||
      agreement.state !== 'agreed' ||
      agreement.callee !== ctx.name
    ) {
      continue;
    }
    const peer = peerOfService(ctx, agreement.caller);
    if (peer) {
      ways.push({
        peer,
        ports: [port],
        from: `fleet:/services/${agreement.caller}`,
        why: `${agreement.caller} depends on ${ctx.name} and ${ctx.name} accepts it, so its pods in ${peer.namespace} reach port ${port}.`,
      });
    }
  }
  const scraped = metricsPort ?? port;
  if (scraped !== undefined) {
    ways.push({
      peer: { kind: 'monitoring', namespace: monitoringNamespace },
      ports: [scraped],
      from: 'contract:/tenancy/monitoringNamespace',
      why: `Prometheus in ${monitoringNamespace} collects metrics from port ${scraped}.`,
    });
  }
  ways.push(...members(ctx));
  return ways;
}

/** Whom this service may call: what it depends on, where both sides agree. */
export function waysOut(ctx: EnvironmentContext): Way[] {
  const ways: Way[] = [];
  for (const [index, dependency] of (
    ctx.intent.spec.dependencies ?? []
  ).entries()) {
    const from = `intent:/spec/dependencies/${index}`;
    const way = wayTo(ctx, dependency, from);
    if (way) {
      ways.push({ ...way, from });
    }
  }
  ways.push(...toQueue(ctx), ...members(ctx));
  return ways;
}

/** What a worker reads, where it is not named among the dependencies too. */
function toQueue(ctx: EnvironmentContext): Way[] {
  const { queue } = ctx;
  const named = (ctx.intent.spec.dependencies ?? []).some(
    dependency => nameOf(dependency) === queue?.name,
  );
  if (!queue || named) {
    return [];
  }
  const from = 'intent:/spec/queue/topic';
  const way = toResource(ctx, queue.name, from);
  return way ? [{ ...way, from }] : [];
}

function nameOf(dependency: IntentDependency): string | undefined {
  if ('topic' in dependency) {
    return dependency.topic;
  }
  return 'resource' in dependency ? dependency.resource : undefined;
}

/** Members of a store talk to each other. */
function members(ctx: EnvironmentContext): Way<InsidePeer>[] {
  const { store, name, namespace } = ctx;
  return !store || store.members < 2 || store.memberPorts.length === 0
    ? []
    : [
        {
          peer: { kind: 'service', name, namespace },
          ports: store.memberPorts,
          from: store.memberPortsFrom,
          why: `The members of ${name} talk to each other on port ${store.memberPorts.join(
            ', ',
          )}.`,
        },
      ];
}

function wayTo(
  ctx: EnvironmentContext,
  dependency: IntentDependency,
  from: string,
): Omit<Way, 'from'> | undefined {
  if ('service' in dependency) {
    return toService(ctx, dependency.service, from);
  }
  if ('external' in dependency) {
    return toExternal(dependency.external);
  }
  const name = 'topic' in dependency ? dependency.topic : dependency.resource;
  return toResource(ctx, name, from);
}

function toService(
  ctx: EnvironmentContext,
  name: string,
  from: string,
): Omit<Way, 'from'> | undefined {
  const state = stateOf(ctx, name);
  if (state !== 'agreed') {
    ctx.leaveOut({
      what: `Network rule to ${name}`,
      why: `The agreement with ${name} is not complete (${state}), and one side alone opens nothing.`,
      from,
    });
    return undefined;
  }
  const port = ctx.fleet.services[name]?.port;
  const peer = peerOfService(ctx, name);
  if (port === undefined || !peer) {
    ctx.leaveOut({
      what: `Network rule to ${name}`,
      why: peer
        ? `${name} serves no port.`
        : `${name} does not run in ${ctx.environment.name}.`,
      from,
    });
    return undefined;
  }
  return {
    peer,
    ports: [port],
    why: `${ctx.name} depends on ${name}, which accepts it: its pods in ${peer.namespace} on port ${port}.`,
  };
}

function toResource(
  ctx: EnvironmentContext,
  name: string,
  from: string,
): Omit<Way, 'from'> | undefined {
  const resource = resourceOf(ctx, name);
  const state = stateOf(ctx, name);
  const reachable =
    resource?.environments?.includes(ctx.environment.name) ?? true;
  if (!resource || state !== 'declared' || !reachable) {
    ctx.leaveOut({
      what: `Network rule to ${name}`,
      why: reachable
        ? `The use of ${name} is not settled (${state}), so nothing is opened.`
        : `${name} does not exist in ${ctx.environment.name}.`,
      from,
    });
    return undefined;
  }
  const { endpoint } = resource;
  const peer: InsidePeer | OutsidePeer =
    'cidr' in endpoint
      ? {
          kind: 'outside',
          cidr: endpoint.cidr,
          resource: name,
          ...(resource.host ? { host: resource.host } : undefined),
        }
      : { kind: 'namespace', namespace: endpoint.namespace };
  const where =
    'cidr' in endpoint ? endpoint.cidr : `namespace ${endpoint.namespace}`;
  return {
    peer,
    ports: endpoint.ports,
    why: `${resource.type} ${name} of ${
      resource.owner
    } answers at ${where}, port ${endpoint.ports.join(', ')}.`,
  };
}

function toExternal(address: string): Omit<Way, 'from'> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon);
  const port = Number(address.slice(colon + 1));
  return {
    peer: { kind: 'outside', host },
    ports: [port],
    why: `${host} is outside, and ${port} is the port that the intent names.`,
  };
}

function resourceOf(
  ctx: EnvironmentContext,
  name: string,
): SharedResource | undefined {
  return (
    ctx.contract.resources.find(resource => resource.name === name) ??
    ctx.fleet.resources[name]
  );
}

function stateOf(ctx: EnvironmentContext, callee: string): string {
  return (
    ctx.agreements.find(
      agreement => agreement.caller === ctx.name && agreement.callee === callee,
    )?.state ?? 'unknown'
  );
}

/** The pods of another service; nothing when it does not run in this environment. */
function peerOfService(
  ctx: EnvironmentContext,
  name: string,
): InsidePeer | undefined {
  const service = ctx.fleet.services[name];
  return service?.environments.includes(ctx.environment.name)
    ? {
        kind: 'service',
        name,
        namespace: namespaceOfService({
          service,
          intent: ctx.intent,
          contract: ctx.contract,
          environment: ctx.environment,
        }),
      }
    : undefined;
}
