import { valueAt } from '../../json/pointer';
import type { DerivedObject } from '../../model';
import { bytesOf } from '../../quantity';
import { addEnvironment, type Change, type Hit } from './change';

/** Fields of a StatefulSet that Kubernetes never changes, with what they are to people; claims are told apart. */
const FIXED = {
  '/spec/serviceName': 'the Service that names its members',
  '/spec/selector': 'what selects its members',
  '/spec/podManagementPolicy': 'the order in which members start',
};

const CLAIM = '/spec/volumeClaimTemplates/0/spec';
const ANEW =
  'delete the StatefulSet with --cascade=orphan, so that its members go on and delivery writes it anew';

/** Something changes of a store that no cluster changes by itself: people have to do it, in an order. */
export function storeChanged({ before, after, contract }: Change): Hit[] {
  const known = new Map(
    before?.objects.filter(isStore).map(each => [each.path, each]),
  );
  const hits = new Map<string, Hit>();
  for (const derived of after.objects.filter(isStore)) {
    const was = known.get(derived.path);
    const told = was ? changesOf(was, derived, contract) : [];
    for (const { what, why } of told) {
      addEnvironment(
        hits,
        `${derived.object.metadata.name} ${what}`,
        derived.env,
        {
          trigger: 'store-changed',
          why: `StatefulSet ${derived.object.metadata.name}: ${why}`,
          at: derived.path,
        },
      );
    }
  }
  return [...hits.values()];
}

function isStore({ object }: DerivedObject): boolean {
  return object.kind === 'StatefulSet';
}

function changesOf(
  before: DerivedObject,
  after: DerivedObject,
  contract: Change['contract'],
): { what: string; why: string }[] {
  const sides = (at: string) => ({
    was: valueAt(before.object, at),
    is: valueAt(after.object, at),
  });
  const size = sides(`${CLAIM}/resources/requests/storage`);
  const storageClass = sides(`${CLAIM}/storageClassName`);
  return [
    ...(same(size)
      ? []
      : [
          {
            what: 'size',
            why: `its volumes go from ${size.was} to ${size.is}, and ${toSize({
              size,
              expansion: expansionOf(contract, storageClass.was),
            })}.`,
          },
        ]),
    ...(same(storageClass)
      ? []
      : [
          {
            what: 'class',
            why: `its volumes go from the class ${storageClass.was} to ${storageClass.is}, and a volume never changes its class: ${ANEW}, then let one member after the other lose its claim and copy the data from the rest.`,
          },
        ]),
    ...Object.entries(FIXED).flatMap(([at, what]) =>
      same(sides(at))
        ? []
        : [
            {
              what,
              why: `${what} changes, which Kubernetes refuses: ${ANEW}.`,
            },
          ],
    ),
  ];
}

interface Sides {
  was: unknown;
  is: unknown;
}

function same({ was, is }: Sides): boolean {
  return JSON.stringify(was) === JSON.stringify(is);
}

/** What a class lets its volumes do; undefined for one that the contract does not know. */
function expansionOf(
  { storage }: Change['contract'],
  name: unknown,
): string | undefined {
  const entry = Object.entries(storage?.classes ?? {}).find(
    ([key]) => key === name,
  );
  return entry?.[1].expansion;
}

function toSize(options: { size: Sides; expansion?: string }): string {
  const { size, expansion } = options;
  if (bytesIn(size.is) < bytesIn(size.was)) {
    return 'no volume ever shrinks: the data has to move to members with smaller ones';
  }
  if (expansion === 'not-supported') {
    return 'those of its class never grow: the data has to move to members with larger ones, one after the other';
  }
  return `the claim of a StatefulSet never changes: let each claim grow first${
    expansion === 'offline' ? ', with its member stopped' : ''
  }, then ${ANEW}; the runbook has the commands`;
}

/** An override may have put anything there; what is no amount is told without comparing it. */
function bytesIn(size: unknown): number {
  return typeof size === 'string' && /^[1-9][0-9]*([KMGT]i?)?$/.test(size)
    ? bytesOf(size)
    : NaN;
}
