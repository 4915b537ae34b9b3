import { resolveSettings } from '../../settings';
import type { CompileResult, PlatformContract } from '../../model';
import type { Change, Hit } from './change';

/** A service becomes public, on another host or on other terms. */
export function publicRoute({ before, after, contract }: Change): Hit[] {
  const now = publicFace(after, contract);
  if (!now) {
    return [];
  }
  const then = before && publicFace(before, contract);
  const hit = { trigger: 'public-route' as const, at: '/spec/route' };
  if (!then) {
    return [
      {
        ...hit,
        why: `${after.name} becomes public on ${[...now.hosts.values()].join(
          ', ',
        )}.`,
        environments: [...now.hosts.keys()],
      },
    ];
  }
  const moved = [...now.hosts].filter(
    ([environment, host]) => then.hosts.get(environment) !== host,
  );
  if (moved.length > 0) {
    return [
      {
        ...hit,
        why: `The public host becomes ${moved
          .map(([, host]) => host)
          .join(', ')}.`,
        environments: moved.map(([environment]) => environment),
      },
    ];
  }
  return now.terms === then.terms
    ? []
    : [
        {
          ...hit,
          why: `Paths, authentication or rate limit of the public route change: ${then.terms} → ${now.terms}.`,
          environments: [...now.hosts.keys()],
        },
      ];
}

/** The public no longer finds a service, wholly or in an environment. */
export function publicRouteEnded({ before, after, contract }: Change): Hit[] {
  const then = before && publicFace(before, contract);
  const now = publicFace(after, contract);
  const gone = [...(then?.hosts ?? [])].filter(
    ([environment]) => !now?.hosts.has(environment),
  );
  return gone.length > 0
    ? [
        {
          trigger: 'public-route-changed',
          why: `${after.name} is no longer public on ${gone
            .map(([, host]) => host)
            .join(', ')}.`,
          at: now ? '/spec/environments' : '/spec/exposure',
          environments: gone.map(([environment]) => environment),
        },
      ]
    : [];
}

/** What the public sees of a service: its hosts by environment, and on which terms it answers. */
function publicFace(
  result: CompileResult,
  contract: PlatformContract,
): { hosts: Map<string, string>; terms: string } | undefined {
  const { intent } = result;
  const { exposure, route } = intent.spec;
  if (exposure !== 'public') {
    return undefined;
  }
  const hosts = new Map<string, string>();
  for (const settings of resolveSettings({ intent, contract })) {
    const { environment, host, gatewayHosts = [] } = settings;
    const shown = [
      ...(host === undefined ? [] : [host]),
      ...gatewayHosts.map(each => each.host),
    ];
    if (shown.length > 0) {
      hosts.set(environment.name, shown.join(', '));
    }
  }
  const terms = [
    (route?.paths ?? ['/']).join(' '),
    route?.authentication ?? 'no authentication stated',
    route?.rateLimit ?? 'no rate limit',
  ].join(', ');
  return { hosts, terms };
}
