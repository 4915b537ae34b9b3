import type { FleetDirectory } from '../model';

/** The namespace that `group:payments` and `system: billing` mean. */
const DEFAULT_NAMESPACE = 'default';
/** A catalog allows more letters in a name than an intent does. */
const WRITABLE = /^[a-z0-9-]+$/;

/**
 * The groups and systems among some catalog entities; other kinds are passed over. The catalog tells names apart
 * without regard to case, so they are in lower case, sorted, and each there once.
 * @public
 */
export function directoryOf(
  entities: Iterable<{
    kind: string;
    metadata: { name: string; namespace?: string };
  }>,
): FleetDirectory {
  const groups = new Set<string>();
  const systems = new Set<string>();
  for (const { kind, metadata } of entities) {
    const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
    const name = (
      namespace.toLocaleLowerCase('en-US') === DEFAULT_NAMESPACE
        ? metadata.name
        : `${namespace}/${metadata.name}`
    ).toLocaleLowerCase('en-US');
    switch (kind.toLocaleLowerCase('en-US')) {
      case 'group':
        groups.add(name);
        break;
      case 'system':
        systems.add(name);
        break;
      default:
    }
  }
  return { groups: [...groups].sort(), systems: [...systems].sort() };
}

/** Names of one kind, ready to be asked for. */
export interface KnownNames {
  has(name: string): boolean;
  /** Those that an intent can write: of the namespace `default`, as DNS labels. */
  writable: readonly string[];
  /** Other namespaces that hold the name. */
  elsewhere(name: string): string[];
}

/** A directory is never changed in place, so its sets live as long as it does. */
const setsOf = new WeakMap<readonly string[], KnownNames>();

/** The names of a list of a directory; the list is read once, however many services ask. */
export function knownNames(list: readonly string[]): KnownNames {
  const known = setsOf.get(list);
  if (known) {
    return known;
  }
  const writable = list.filter(name => WRITABLE.test(name));
  const set = new Set(writable);
  const names: KnownNames = {
    has: name => set.has(name),
    writable,
    elsewhere: name =>
      list
        .filter(each => each.endsWith(`/${name}`))
        .map(each => each.slice(0, -name.length - 1)),
  };
  setsOf.set(list, names);
  return names;
}
