import type { ImportedManifest } from '../model';
import { itemsAt, mappingAt, scalarAt, textAt, textsAt } from '../read';
import { selectorMatches, selectorSchema } from '../../kube/selector';
import { namespaceOf, type Folder, type Workload } from './folder';

/** Annotations of ingress controllers and clouds that keep callers to addresses. */
const RANGES =
  /(white|allow|deny|black)-?list|allow-?list|source-ranges?$|inbound-cidrs$|allowed-(ip-ranges|service-tags)$/;

/** What snippets and the names of middlewares say when they do so. */
const RANGES_IN_VALUE = /(white|allow)-?list|\bdeny\s+(all|\d)/i;

/** Annotations that keep a load balancer inside the network of its cloud. */
const INTERNAL =
  /(load-balancer-internal|internal-load-balancer|load-balancer-scheme|load-balancer-type|ingress\.kubernetes\.io\/scheme)$/;

/** Every address there is: no restriction. */
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);

/** What keeps callers of one way in to some addresses, in words; nothing when everyone may come. */
export function restrictionsOf(manifest: ImportedManifest): string[] {
  const { object } = manifest;
  const { kind, metadata } = object;
  const ranges = itemsAt(object, '/spec/loadBalancerSourceRanges').flatMap(
    range => textAt(range) ?? [],
  );
  return [
    ...(limits(ranges)
      ? [`loadBalancerSourceRanges of ${kind} ${metadata.name}`]
      : []),
    ...Object.entries(textsAt(object, '/metadata/annotations'))
      .filter(
        ([key, value]) =>
          RANGES_IN_VALUE.test(value) ||
          (RANGES.test(key) && limits(value.split(',').map(one => one.trim()))),
      )
      .map(([key]) => `${key} of ${kind} ${metadata.name}`),
  ];
}

function limits(ranges: readonly string[]): boolean {
  return ranges.some(range => range !== '' && !EVERYWHERE.has(range));
}

/** Whether the cloud opens a load balancer or an ingress to its own network alone. */
export function isKeptInside({ object }: ImportedManifest): boolean {
  return Object.entries(textsAt(object, '/metadata/annotations')).some(
    ([key, value]) =>
      INTERNAL.test(key) && /^(true|internal|0\.0\.0\.0\/0)$/i.test(value),
  );
}

/** NetworkPolicies that let callers of a workload in by their addresses, and not from everywhere. */
export function addressPolicies(
  folder: Folder,
  { namespace, labels }: Workload,
): string[] {
  return folder
    .ofKind('NetworkPolicy')
    .filter(policy => {
      const selector = selectorSchema.safeParse(
        mappingAt(policy.object, '/spec/podSelector'),
      );
      const blocks = itemsAt(policy.object, '/spec/ingress')
        .flatMap(rule => itemsAt(rule, '/from'))
        .flatMap(peer => scalarAt(peer, '/ipBlock/cidr') ?? []);
      return (
        namespaceOf(policy) === namespace &&
        selector.success &&
        selectorMatches(selector.data, labels) &&
        blocks.length > 0 &&
        !blocks.some(block => EVERYWHERE.has(block))
      );
    })
    .map(({ object }) => `ipBlock of NetworkPolicy ${object.metadata.name}`);
}
