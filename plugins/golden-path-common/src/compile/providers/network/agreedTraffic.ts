import type {
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1';
import type { SharedResource } from '../../../schema/resource';
import type { IntentDependency } from '../../../schema/intent';
import type { EnvironmentContext } from '../../context';
import {
  NAMESPACE_NAME_LABEL,
  NAME_LABEL,
  namespaceOfService,
} from '../../names';

interface Reasoned<Rule> {
  rule: Rule;
  from: string;
  why: string;
}

/** Ranges that are not the public Internet (RFC 6890); a rule for an outside host must not open them. */
const NOT_PUBLIC = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/** Who may call this service: the gateway, agreed callers, the scraper. */
export function ingressRules(
  ctx: EnvironmentContext,
): Reasoned<INetworkPolicyIngressRule>[] {
  const rules: Reasoned<INetworkPolicyIngressRule>[] = [];
  const { port, metricsPort } = ctx.main;
  const { gatewayNamespace, monitoringNamespace } = ctx.contract.tenancy;
  if (port !== undefined && ctx.settings.host !== undefined) {
    rules.push({
      rule: { from: [inNamespace(gatewayNamespace)], ports: [tcp(port)] },
      from: 'intent:/spec/exposure',
      why: `The service is public, so the gateways in ${gatewayNamespace} reach port ${port}; nobody from outside reaches a pod past them.`,
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
      rules.push({
        rule: { from: [peer.peer], ports: [tcp(port)] },
        from: `fleet:/services/${agreement.caller}`,
        why: `${agreement.caller} depends on ${ctx.name} and ${ctx.name} accepts it, so its pods in ${peer.namespace} reach port ${port}.`,
      });
    }
  }
  const scraped = metricsPort ?? port;
  if (scraped !== undefined) {
    rules.push({
      rule: { from: [inNamespace(monitoringNamespace)], ports: [tcp(scraped)] },
      from: 'contract:/tenancy/monitoringNamespace',
      why: `Prometheus in ${monitoringNamespace} collects metrics from port ${scraped}.`,
    });
  }
  return rules;
}

/** Whom this service may call: what it depends on, where both sides agree. */
export function egressRules(
  ctx: EnvironmentContext,
): Reasoned<INetworkPolicyEgressRule>[] {
  const rules: Reasoned<INetworkPolicyEgressRule>[] = [];
  for (const [index, dependency] of (
    ctx.intent.spec.dependencies ?? []
  ).entries()) {
    const from = `intent:/spec/dependencies/${index}`;
    const rule = egressRule(ctx, dependency, from);
    if (rule) {
      rules.push({ ...rule, from });
    }
  }
  return rules;
}

function egressRule(
  ctx: EnvironmentContext,
  dependency: IntentDependency,
  from: string,
): Omit<Reasoned<INetworkPolicyEgressRule>, 'from'> | undefined {
  if ('service' in dependency) {
    return toService(ctx, dependency.service, from);
  }
  if ('external' in dependency) {
    return toExternal(ctx, dependency.external, from);
  }
  const name = 'topic' in dependency ? dependency.topic : dependency.resource;
  return toResource(ctx, name, from);
}

function toService(ctx: EnvironmentContext, name: string, from: string) {
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
    rule: { to: [peer.peer], ports: [tcp(port)] },
    why: `${ctx.name} depends on ${name}, which accepts it: its pods in ${peer.namespace} on port ${port}.`,
  };
}

function toResource(ctx: EnvironmentContext, name: string, from: string) {
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
  const peer: INetworkPolicyPeer =
    'cidr' in endpoint
      ? { ipBlock: { cidr: endpoint.cidr } }
      : inNamespace(endpoint.namespace);
  const where =
    'cidr' in endpoint ? endpoint.cidr : `namespace ${endpoint.namespace}`;
  return {
    rule: { to: [peer], ports: endpoint.ports.map(tcp) },
    why: `${resource.type} ${name} of ${
      resource.owner
    } answers at ${where}, port ${endpoint.ports.join(', ')}.`,
  };
}

function toExternal(ctx: EnvironmentContext, address: string, from: string) {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon);
  const port = Number(address.slice(colon + 1));
  ctx.leaveOut({
    what: `Egress limited to ${host}`,
    why: `NetworkPolicies know addresses, not host names, so port ${port} is opened to every public address; a provider that knows names (cilium) would open ${host} only.`,
    from,
  });
  return {
    rule: {
      to: [{ ipBlock: { cidr: '0.0.0.0/0', except: NOT_PUBLIC } }],
      ports: [tcp(port)],
    },
    why: `${host} is outside: port ${port} of public addresses, never a private range.`,
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
): { peer: INetworkPolicyPeer; namespace: string } | undefined {
  const service = ctx.fleet.services[name];
  if (!service?.environments.includes(ctx.environment.name)) {
    return undefined;
  }
  const namespace = namespaceOfService({
    service,
    intent: ctx.intent,
    contract: ctx.contract,
    environment: ctx.environment,
  });
  return {
    namespace,
    peer: {
      ...inNamespace(namespace),
      podSelector: { matchLabels: { [NAME_LABEL]: name } },
    },
  };
}

function inNamespace(namespace: string): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
  };
}

function tcp(port: number): INetworkPolicyPort {
  return { protocol: 'TCP', port };
}
