import { isRecord } from '../../../json/pointer';
import { selectorMatches, selectorSchema } from '../../../kube/selector';
import type { Draft } from '../../draft';
import type { ImportedManifest } from '../../model';
import { itemsAt, mappingAt, textAt, textsAt } from '../../read';
import { READ, type Fields, type Shape } from '../../unread/shape';
import { namespaceOf, type Folder, type Workload } from '../folder';
import { selectedBy, type Landing } from './landing';

/** Ports of DNS, which every service may ask. */
const DNS = new Set<unknown>([53, '53', 'dns', 'dns-tcp', 'domain']);

/**
 * What agreements stand for: peers whose calls are agreed on, on the port that is served. Without anybody among
 * the services whom it selects, nothing of a policy is.
 */
export function networkPolicyShape(
  landing: Landing,
  manifest: ImportedManifest,
): Fields {
  const selected = selectedBy(landing, manifest, '/spec/podSelector').filter(
    workload => landing.drafts.has(workload) || landing.stores.has(workload),
  );
  return {
    podSelector: selected.length > 0 ? READ : undefined,
    policyTypes: READ,
    ingress: rules({
      landing,
      manifest,
      selected,
      direction: { rules: '/spec/ingress', peers: 'from' },
    }),
    egress: rules({
      landing,
      manifest,
      selected,
      direction: { rules: '/spec/egress', peers: 'to' },
    }),
  };
}

interface Options {
  landing: Landing;
  manifest: ImportedManifest;
  selected: readonly Workload[];
  direction: { rules: string; peers: 'from' | 'to' };
}

function rules(options: Options): Fields {
  const { manifest, direction } = options;
  return Object.fromEntries(
    itemsAt(manifest.object, direction.rules).map((rule, index) => {
      const peers = itemsAt(rule, `/${direction.peers}`).map(peer =>
        peerShape(options, peer),
      );
      const isAgreed = peers.length > 0 && peers.every(peer => peer === READ);
      const dns = itemsAt(rule, '/ports').every(port =>
        DNS.has(mappingAt(port).port),
      );
      return [
        String(index),
        {
          [direction.peers]: Object.fromEntries(
            peers.map((peer, number) => [
              String(number),
              direction.peers === 'to' && dns && !hasAddress(rule)
                ? READ
                : peer,
            ]),
          ),
          ports: isAgreed || dns ? READ : undefined,
        },
      ];
    }),
  );
}

function hasAddress(rule: unknown): boolean {
  return itemsAt(rule, '/to').some(peer => isRecord(mappingAt(peer).ipBlock));
}

/** Read when each call that it lets through is one that a draft depends on. */
function peerShape(options: Options, peer: unknown): Shape | undefined {
  const { landing, manifest, selected, direction } = options;
  if (isRecord(mappingAt(peer).ipBlock)) {
    return {};
  }
  const others = peersOf(landing.folder, manifest, peer);
  const calls = selected.flatMap(own =>
    others
      .filter(other => other !== own)
      .map(other => (direction.peers === 'from' ? [other, own] : [own, other])),
  );
  return calls.length > 0 &&
    calls.every(([caller, callee]) => agreed(landing, caller, callee))
    ? READ
    : undefined;
}

function agreed(
  { drafts, stores }: Landing,
  caller: Workload,
  callee: Workload,
): boolean {
  const from = drafts.get(caller);
  const to = drafts.get(callee);
  return from !== undefined && to !== undefined
    ? from.calls(to.name)
    : from !== undefined && stores.has(callee) && dependsOn(from, callee.name);
}

function dependsOn(draft: Draft, resource: string): boolean {
  return itemsAt(draft.get('/spec/dependencies')).some(
    each =>
      textAt(each, '/resource') === resource ||
      textAt(each, '/topic') === resource,
  );
}

function peersOf(
  folder: Folder,
  manifest: ImportedManifest,
  peer: unknown,
): Workload[] {
  const { podSelector, namespaceSelector } = mappingAt(peer);
  const pods = selectorSchema.safeParse(podSelector ?? {});
  const namespaces = selectorSchema.safeParse(namespaceSelector ?? {});
  return folder.workloads.filter(
    ({ namespace, labels }) =>
      pods.success &&
      namespaces.success &&
      selectorMatches(pods.data, labels) &&
      (isRecord(namespaceSelector)
        ? selectorMatches(namespaces.data, labelsOf(folder, namespace))
        : namespace === namespaceOf(manifest)),
  );
}

function labelsOf(folder: Folder, namespace: string): Record<string, string> {
  const declared = folder
    .ofKind('Namespace')
    .find(({ object }) => object.metadata.name === namespace);
  return {
    ...textsAt(declared?.object, '/metadata/labels'),
    'kubernetes.io/metadata.name': namespace,
  };
}
