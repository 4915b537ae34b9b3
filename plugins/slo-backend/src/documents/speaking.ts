import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Problem } from '@fairway/plugin-golden-path-common';
import type { Ownership } from '@fairway/plugin-slo-common';
import type { ReadBundle, ReadDocument } from './types';

/** The component that a service is, next to the entity that names its document, if one does. */
export function componentRef(service: string, namedBy?: string): string {
  const namespace = namedBy ? parseEntityRef(namedBy).namespace : 'default';
  return stringifyEntityRef({ kind: 'component', namespace, name: service });
}

/** Every entity whose owner has to be known to tell whose the objectives are. */
export function entitiesOf({ documents }: ReadBundle): string[] {
  return documents.flatMap(({ objectives, namedBy }) =>
    objectives.flatMap(({ service }) =>
      namedBy
        ? [...namedBy, ...namedBy.map(ref => componentRef(service, ref))]
        : [componentRef(service)],
    ),
  );
}

/**
 * Whoever can annotate an entity can name any document: it counts for that entity and for services of the same owner.
 * For others it is a problem of the document.
 */
export function heard(
  bundle: ReadBundle,
  ownerships: ReadonlyMap<string, Ownership>,
): ReadBundle {
  return {
    ...bundle,
    documents: bundle.documents.map(document =>
      document.namedBy
        ? heardOf({ document, namedBy: document.namedBy, ownerships })
        : document,
    ),
  };
}

function heardOf(options: {
  document: ReadDocument;
  namedBy: readonly string[];
  ownerships: ReadonlyMap<string, Ownership>;
}): ReadDocument {
  const { document, namedBy, ownerships } = options;
  const components = new Map<string, string>();
  const refused = new Map<string, Problem>();
  for (const { service, place } of document.objectives) {
    if (components.has(service) || refused.has(service)) {
      continue;
    }
    const component = spokenFor({ service, namedBy, ownerships });
    if (component) {
      components.set(service, component);
    } else {
      refused.set(
        service,
        problemOf({ service, namedBy, ownerships, ...place }),
      );
    }
  }
  return {
    ...document,
    components,
    objectives: document.objectives.filter(({ service }) =>
      components.has(service),
    ),
    problems: [...document.problems, ...refused.values()],
  };
}

/** The component that these entities may speak for; what the catalog does not have is nobody's. */
function spokenFor(options: {
  service: string;
  namedBy: readonly string[];
  ownerships: ReadonlyMap<string, Ownership>;
}): string | undefined {
  const { service, namedBy, ownerships } = options;
  const ownerOf = (ref: string) => ownerships.get(ref)?.owner;
  const allowed = namedBy.filter(ref => {
    const component = componentRef(service, ref);
    const owner = ownerOf(component);
    return ref === component || (owner !== undefined && owner === ownerOf(ref));
  });
  const known = namedBy.some(
    ref => ownerships.get(componentRef(service, ref))?.entity,
  );
  const [speaker] = known ? allowed : namedBy;
  return speaker && componentRef(service, speaker);
}

function problemOf(options: {
  service: string;
  namedBy: readonly string[];
  ownerships: ReadonlyMap<string, Ownership>;
  file: string;
  line?: number;
}): Problem {
  const { service, namedBy, ownerships, file, line } = options;
  const component = namedBy
    .map(ref => componentRef(service, ref))
    .find(ref => ownerships.get(ref)?.entity);
  const owner = component && ownerships.get(component)?.owner;
  return {
    file,
    ...(line !== undefined && { line }),
    at: '',
    message: `speaks for ${service}, which ${
      owner ?? 'nobody'
    } owns, and is named by ${namedBy.join(', ')}`,
    found: service,
    remedy: `Name the document in the annotation of ${
      component ?? service
    }, or take the objectives out`,
  };
}
