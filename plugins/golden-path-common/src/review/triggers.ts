import { resolveSettings } from '../compile/settings';
import { podOf } from '../kube/pods';
import type { CompileResult, DerivedObject, PlatformContract } from '../model';
import type { ReviewTrigger } from '../schema/contract';
import { hostPathsOf, privilegesOf } from './podTemplates';

/** Something in a change that people may want to see before it happens. */
export interface Hit {
  trigger: ReviewTrigger;
  why: string;
  at?: string;
  /** Environments it happens in. */
  environments: string[];
}

export interface Change {
  before?: CompileResult;
  after: CompileResult;
  contract: PlatformContract;
}

/** Kinds that act on a whole cluster or on every node. */
const CLUSTER_WIDE = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'DaemonSet',
  'MutatingAdmissionPolicy',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingWebhookConfiguration',
]);

/** How many times the replicas of before count as a leap. */
const LEAP = 10;

/** Every trigger that this change sets off. */
export function hitsOf(change: Change): Hit[] {
  return [
    ...publicRoute(change),
    ...podReach(change, 'privileged', privilegesOf, found => found),
    ...podReach(
      change,
      'host-path',
      hostPathsOf,
      path => `${path} of the node is mounted`,
    ),
    ...replicasLeap(change),
    ...newStateful(change),
    ...clusterWide(change),
    ...tierRaised(change),
    ...exceptionsUsed(change),
    ...overridesUsed(change),
    ...ownerChanged(change),
  ];
}

function publicRoute({ before, after, contract }: Change): Hit[] {
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

/** What the public sees of a service: its hosts by environment, and on which terms it answers. */
function publicFace(
  result: CompileResult,
  contract: PlatformContract,
): { hosts: Map<string, string>; terms: string } | undefined {
  const { intent } = result;
  const { exposure, route, gateway } = intent.spec;
  if (exposure !== 'public') {
    return undefined;
  }
  const hosts = new Map<string, string>();
  for (const { environment, host } of resolveSettings({ intent, contract })) {
    const shown = host ?? gateway?.hosts.join(', ');
    if (shown) {
      hosts.set(environment.name, shown);
    }
  }
  const terms = [
    (route?.paths ?? ['/']).join(' '),
    route?.authentication ?? 'no authentication stated',
    route?.rateLimit ?? 'no rate limit',
  ].join(', ');
  return { hosts, terms };
}

/** What pods may do now that they could not before. */
function podReach(
  { before, after }: Change,
  trigger: ReviewTrigger,
  find: (pod: Record<string, unknown>) => string[],
  word: (found: string) => string,
): Hit[] {
  const known = new Set(
    before?.objects.flatMap(derived =>
      found(derived).map(each => `${derived.path} ${each}`),
    ),
  );
  const hits = new Map<string, Hit>();
  for (const derived of after.objects) {
    for (const each of found(derived)) {
      if (!known.has(`${derived.path} ${each}`)) {
        addEnvironment(hits, `${derived.object.kind} ${each}`, derived.env, {
          trigger,
          why: `${derived.object.kind} ${derived.object.metadata.name}: ${word(
            each,
          )}.`,
          at: derived.path,
        });
      }
    }
  }
  return [...hits.values()];

  function found(derived: DerivedObject): string[] {
    const pod = podOf(derived.object)?.spec;
    return pod ? find(pod) : [];
  }
}

function replicasLeap({ before, after, contract }: Change): Hit[] {
  if (!before) {
    return [];
  }
  const then = maxReplicas(before, contract);
  return [...maxReplicas(after, contract)].flatMap(([environment, max]) => {
    const earlier = then.get(environment);
    return earlier !== undefined && max >= earlier * LEAP
      ? [
          {
            trigger: 'replicas-tenfold' as const,
            why: `The most replicas in ${environment} go from ${earlier} to ${max}.`,
            at: '/spec/scaling',
            environments: [environment],
          },
        ]
      : [];
  });
}

function maxReplicas(
  { intent }: CompileResult,
  contract: PlatformContract,
): Map<string, number> {
  return new Map(
    resolveSettings({ intent, contract }).map(({ environment, scaling }) => [
      environment.name,
      scaling.max,
    ]),
  );
}

function newStateful({ before, after }: Change): Hit[] {
  const is = (result?: CompileResult) =>
    result?.intent.spec.workloadType === 'stateful' ||
    result?.objects.some(({ object }) => object.kind === 'StatefulSet');
  return is(after) && !is(before)
    ? [
        {
          trigger: 'new-stateful',
          why: `${after.name} is a new stateful store.`,
          at: '/spec/workloadType',
          environments: environmentsOf(after),
        },
      ]
    : [];
}

function clusterWide({ before, after }: Change): Hit[] {
  const identify = ({ object, env }: DerivedObject) =>
    `${object.kind} ${object.metadata.name} ${env}`;
  const known = new Set(before?.objects.map(identify));
  const hits = new Map<string, Hit>();
  for (const derived of after.objects) {
    const { kind, metadata } = derived.object;
    if (CLUSTER_WIDE.has(kind) && !known.has(identify(derived))) {
      addEnvironment(hits, `${kind} ${metadata.name}`, derived.env, {
        trigger: 'cluster-wide-controller',
        why: `${kind} ${metadata.name} acts on the whole cluster.`,
        at: derived.path,
      });
    }
  }
  return [...hits.values()];
}

function tierRaised({ before, after }: Change): Hit[] {
  const was = before?.intent.spec.tier;
  return after.intent.spec.tier === 'tier-1' && was !== 'tier-1'
    ? [
        {
          trigger: 'tier-1-readiness',
          why: was
            ? `${after.name} goes from ${was} to tier-1.`
            : `${after.name} is a new tier-1 service.`,
          at: '/spec/tier',
          environments: environmentsOf(after),
        },
      ]
    : [];
}

function exceptionsUsed({ before, after }: Change): Hit[] {
  const known = new Set(
    before?.findings.flatMap(({ exception }) =>
      exception ? [exception.id] : [],
    ),
  );
  const hits = new Map<string, Hit>();
  for (const { exception, at, environments, policy } of after.findings) {
    if (exception && !known.has(exception.id)) {
      for (const environment of environments ?? environmentsOf(after)) {
        addEnvironment(hits, exception.id, environment, {
          trigger: 'exception-used',
          why: `The exception ${exception.id} sets ${policy} aside until ${exception.expires}.`,
          at,
        });
      }
    }
  }
  return [...hits.values()];
}

function overridesUsed({ before, after }: Change): Hit[] {
  const known = new Set(
    before?.intent.spec.overrides?.map(override => JSON.stringify(override)),
  );
  return (after.intent.spec.overrides ?? []).flatMap((override, index) =>
    known.has(JSON.stringify(override))
      ? []
      : [
          {
            trigger: 'override-used' as const,
            why: `An override changes ${override.target.kind} until ${override.expires} (${override.reason}).`,
            at: `/spec/overrides/${index}`,
            environments: override.target.environments ?? environmentsOf(after),
          },
        ],
  );
}

function ownerChanged({ before, after }: Change): Hit[] {
  const was = before?.intent.metadata.owner;
  const { owner } = after.intent.metadata;
  return was !== undefined && was !== owner
    ? [
        {
          trigger: 'owner-changed',
          why: `The owner changes from ${was} to ${owner}.`,
          at: '/metadata/owner',
          environments: environmentsOf(after),
        },
      ]
    : [];
}

function environmentsOf({ intent }: CompileResult): string[] {
  return intent.spec.environments.map(environment =>
    typeof environment === 'string' ? environment : environment.name,
  );
}

/** One hit over all environments and clusters in which the same thing happens. */
function addEnvironment(
  hits: Map<string, Hit>,
  key: string,
  environment: string,
  hit: Omit<Hit, 'environments'>,
): void {
  const known = hits.get(key);
  if (!known) {
    hits.set(key, { ...hit, environments: [environment] });
  } else if (!known.environments.includes(environment)) {
    known.environments.push(environment);
  }
}
