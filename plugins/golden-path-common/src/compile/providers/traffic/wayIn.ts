import { ownPart } from '../../../schema/intent';
import { listOf } from '../../../words/phrases';
import type { EnvironmentContext } from '../../context';
import { certificateName, hostObjectName } from '../../names';

/** A year, as browsers remember it. */
export const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';

/** One host that a service answers for from outside its namespace. */
export interface EnteredHost {
  host: string;
  from: string;
  /** Name of its certificate object, and of the Secret that the certificate is kept in. */
  name: string;
  secret: string;
}

/** How traffic gets to a service from outside the clusters or from the company, whichever product lets it in. */
export interface WayIn {
  /** At least one; the public one first. */
  hosts: EnteredHost[];
  /** `internal`: a gateway that only the company reaches. */
  reach: 'public' | 'internal';
  /** Class of gateway or ingress. */
  className: string;
  classFrom: string;
  paths?: string[];
  /** What is asked of the gateway, by the key of an annotation, each with where it comes from. */
  terms: { key: string; value: string; from: string }[];
  port: number;
}

/** Undefined for what nobody enters; why is noted under `what`, the kind that is left out. */
export function wayInOf(
  ctx: EnvironmentContext,
  what: string,
): WayIn | undefined {
  const { host, gatewayHosts = [] } = ctx.settings;
  const { exposure, route } = ctx.intent.spec;
  const { gatewayClass, internalGatewayClass } = ctx.contract.providers.traffic;
  const { port } = ctx.main;
  const reach = exposure === 'public' ? 'public' : 'internal';
  if (
    !ctx.features.route ||
    (reach === 'internal' && gatewayHosts.length === 0)
  ) {
    ctx.leaveOut({
      what,
      why: `The exposure is ${exposure}: the service has no way in from outside the clusters.`,
      from: 'intent:/spec/exposure',
    });
    return undefined;
  }
  const className = reach === 'public' ? gatewayClass : internalGatewayClass;
  if (className === undefined) {
    ctx.leaveOut({
      what,
      why: 'The exposure is internal, and the contract names no class of internal gateways (providers.traffic.internalGatewayClass): callers reach its Service.',
      from: 'contract:/providers/traffic',
    });
    return undefined;
  }
  const hosts = hostsOf(ctx);
  if (hosts.length === 0 || port === undefined) {
    return undefined;
  }
  return {
    hosts,
    reach,
    className,
    classFrom: `contract:/providers/traffic/${
      reach === 'public' ? 'gatewayClass' : 'internalGatewayClass'
    }`,
    ...(host !== undefined && route?.paths
      ? { paths: route.paths }
      : undefined),
    terms: termsOf(ctx),
    port,
  };
}

function hostsOf(ctx: EnvironmentContext): EnteredHost[] {
  const { host, gatewayHosts = [] } = ctx.settings;
  return [
    ...(host === undefined
      ? []
      : [
          {
            host,
            from: 'intent:/spec/route/host',
            name: ctx.name,
            secret: certificateName(ctx.name),
          },
        ]),
    ...gatewayHosts.map(each => {
      const name = hostObjectName(ctx.name, each.host);
      return {
        host: each.host,
        from: `intent:${each.at}`,
        name,
        secret: certificateName(name),
      };
    }),
  ];
}

/** What the intent asks of the gateway and Kubernetes has no field for. */
function termsOf(ctx: EnvironmentContext): WayIn['terms'] {
  const { route } = ctx.intent.spec;
  const gateway = ownPart(ctx.intent, 'gateway');
  const terms: [string, string | undefined, string][] = [
    [
      'authentication',
      route?.authentication ?? gateway?.authentication,
      route ? '/spec/route' : '/spec/gateway/authentication',
    ],
    [
      'rate-limit',
      route?.rateLimit ?? gateway?.rateLimit,
      route ? '/spec/route' : '/spec/gateway/rateLimit',
    ],
    ['access-log-retention', route?.accessLogRetention, '/spec/route'],
    ['waf', gateway?.waf, '/spec/gateway/waf'],
  ];
  return terms.flatMap(([key, value, from]) =>
    value === undefined
      ? []
      : [{ key: `fairway.dev/${key}`, value, from: `intent:${from}` }],
  );
}

/** The terms in words: `authentication oauth2 and 500rps`. */
export function termWords(terms: WayIn['terms']): string {
  const valueOf = (key: string) =>
    terms.find(term => term.key === `fairway.dev/${key}`)?.value;
  const authentication = valueOf('authentication');
  const waf = valueOf('waf');
  return listOf(
    [
      authentication && `authentication ${authentication}`,
      valueOf('rate-limit'),
      waf && `the firewall rules "${waf}"`,
    ].filter(word => word !== undefined),
  );
}
