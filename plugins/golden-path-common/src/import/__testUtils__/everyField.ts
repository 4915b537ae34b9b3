import type { ImportedManifest } from '../model';

/** A place in a list of objects: the index of the object, and the way to the place in it. */
export interface FieldPlace {
  object: number;
  path: string[];
}

/** Everything below the objects that holds something: leaves, and the mappings around them. */
export function placesIn(manifests: readonly ImportedManifest[]): {
  leaves: FieldPlace[];
  mappings: FieldPlace[];
} {
  const leaves: FieldPlace[] = [];
  const mappings: FieldPlace[] = [];
  const visit = (value: unknown, object: number, path: string[]) => {
    if (typeof value !== 'object' || value === null) {
      leaves.push({ object, path });
      return;
    }
    if (!Array.isArray(value)) {
      mappings.push({ object, path });
    }
    for (const [key, member] of Object.entries(value)) {
      visit(member, object, [...path, key]);
    }
  };
  manifests.forEach(({ object }, index) => visit(object, index, []));
  return { leaves, mappings };
}

/** The objects with one of them changed at a place. */
export function changed(
  manifests: readonly ImportedManifest[],
  { object, path }: FieldPlace,
  change: (parent: object, key: string) => void,
): ImportedManifest[] {
  return manifests.map((manifest, index) => {
    if (index !== object) {
      return manifest;
    }
    const copy = structuredClone(manifest.object);
    let parent: unknown = copy;
    for (const key of path.slice(0, -1)) {
      parent = Reflect.get(Object(parent), key);
    }
    change(Object(parent), path[path.length - 1]);
    return { ...manifest, object: copy };
  });
}

/** Takes a member of a mapping away, or an item of a list. */
export function take(parent: object, key: string): void {
  if (Array.isArray(parent)) {
    parent.splice(Number(key), 1);
  } else {
    Reflect.deleteProperty(parent, key);
  }
}
