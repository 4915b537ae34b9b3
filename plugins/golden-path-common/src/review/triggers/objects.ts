import { isRecord } from '../../json/pointer';
import { podOf } from '../../kube/pods';
import type { DerivedObject } from '../../model';
import type { ReviewTrigger } from '../../schema/contract';
import { hostPathsOf, privilegesOf } from '../podTemplates';
import { addEnvironment, type Change, type Hit } from './change';

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

/** Pods gain what reaches beyond their own walls. */
export function privileged(change: Change): Hit[] {
  return podReach(change, {
    trigger: 'privileged',
    find: privilegesOf,
    word: found => found,
  });
}

/** Pods mount paths of the node that they did not before. */
export function hostPath(change: Change): Hit[] {
  return podReach(change, {
    trigger: 'host-path',
    find: hostPathsOf,
    word: path => `${path} of the node is mounted`,
  });
}

/** Something is new that acts on a whole cluster or on every node. */
export function clusterWide({ before, after }: Change): Hit[] {
  const identify = ({ object, env }: DerivedObject) =>
    `${object.kind} ${object.metadata.name} ${env}`;
  const known = new Map(
    before?.objects.map(each => [identify(each), tolerationsOf(each)]),
  );
  const hits = new Map<string, Hit>();
  for (const derived of after.objects) {
    const { kind, metadata } = derived.object;
    if (!CLUSTER_WIDE.has(kind)) {
      continue;
    }
    const tolerated = known.get(identify(derived));
    const gained = tolerationsOf(derived).filter(
      each => !tolerated?.includes(each),
    );
    if (tolerated && gained.length > 0) {
      addEnvironment(
        hits,
        `${kind} ${metadata.name} tolerations`,
        derived.env,
        {
          trigger: 'cluster-wide-controller',
          why: `${kind} ${
            metadata.name
          } reaches further nodes: it tolerates ${gained.join(', ')}.`,
          at: derived.path,
        },
      );
    }
    if (!tolerated) {
      addEnvironment(hits, `${kind} ${metadata.name}`, derived.env, {
        trigger: 'cluster-wide-controller',
        why: `${kind} ${metadata.name} acts on the whole cluster.`,
        at: derived.path,
      });
    }
  }
  return [...hits.values()];
}

/** Taints of nodes on which the pods run all the same, as people read them. */
function tolerationsOf({ object }: DerivedObject): string[] {
  const tolerations = podOf(object)?.spec.tolerations;
  return Array.isArray(tolerations)
    ? tolerations
        .filter(isRecord)
        .map(({ key, value, effect }) =>
          [key ?? 'every taint', value, effect]
            .filter(each => each !== undefined)
            .join(' '),
        )
    : [];
}

/** What pods may do now that they could not before. */
function podReach(
  { before, after }: Change,
  reach: {
    trigger: ReviewTrigger;
    find(pod: Record<string, unknown>): string[];
    word(found: string): string;
  },
): Hit[] {
  const { trigger, find, word } = reach;
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
