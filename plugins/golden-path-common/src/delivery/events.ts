import type { DeliveryEvidence } from './api';

/** Something that was heard of a delivery. What cannot be told from it is missing, and never made up. @public */
export interface DeliveryEvent extends DeliveryEvidence {
  service: string;
  /** Missing for what is true of the image wherever it goes: built, scanned, signed. */
  environment?: string;
  /** What tells the image, see {@link imageKey}. */
  image?: string;
  /** Commit of the desired state. */
  commit?: string;
  /** For `desired-state-updated`: the image as Git has it. */
  reference?: string;
  /** For `proposed` and `desired-state-updated`: the request that brought it. */
  request?: { id: string; number: number };
  /** For `desired-state-updated`: entity ref of who merged it, or `fairway`. */
  by?: string;
}

const DIGEST = /sha256:[0-9a-f]{64}/;

/** The digest in an image, a reference or a text such as `docker-pullable://…`. @public */
export function digestOf(text: string): string | undefined {
  return DIGEST.exec(text)?.[0];
}

/** What tells one image from another: its digest, and where it has none, all of it. @public */
export function imageKey(image: string): string {
  return digestOf(image) ?? image;
}

/** `registry.example.com/payments-api` of an image with tag, digest or both. @public */
export function repositoryOfImage(image: string): string {
  const [name] = image.split('@');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/** Oldest first; of one moment in the order of their ids, so that it is the same order whenever they came in. */
export function inOrder(
  a: Pick<DeliveryEvent, 'at' | 'id'>,
  b: Pick<DeliveryEvent, 'at' | 'id'>,
): number {
  return compare(a.at, b.at) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** In order, each once. */
export function settledEvents(
  events: readonly DeliveryEvent[],
): DeliveryEvent[] {
  const byId = new Map<string, DeliveryEvent>();
  for (const event of events) {
    const known = byId.get(event.id);
    // The same id with another content is a fault of the sender; which one counts may not hang on who came first.
    if (!known || compare(JSON.stringify(event), JSON.stringify(known)) < 0) {
      byId.set(event.id, event);
    }
  }
  return [...byId.values()].sort(inOrder);
}

/** What of an event stands as evidence. */
export function evidenceOf(event: DeliveryEvent): DeliveryEvidence {
  const { id, state, outcome, at, source, summary, url, facts } = event;
  return {
    id,
    state,
    outcome,
    at,
    source,
    summary,
    ...(url && { url }),
    facts,
  };
}
