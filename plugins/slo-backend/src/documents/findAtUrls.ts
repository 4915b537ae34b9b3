import type { DocumentOrigin } from '@fairway/plugin-slo-common';
import { FILE_CHARACTERS, storable } from './storable';
import type { FailedBundle, Found, FoundBundle, OriginKind } from './types';
import { LateError, type UrlDocuments } from './UrlDocuments';

/** Longest URL that is kept. */
const MOST_CHARACTERS = 512;
/** URLs of one host that are read at once. */
const LANES = 4;
/** So many URLs in a row that a host does not answer, and the rest of its URLs are not asked for in this look. */
const MOST_LATE = 4;
/** What was answered is told after this time, while others are still waited for. */
const TELL_MS = 2_000;

/** A URL, and how documents there are said to have been found. */
export interface NamedUrl {
  url: string;
  origin: DocumentOrigin;
  /** Refs of the entities that name it. */
  namedBy?: string[];
}

interface FindOptions {
  kind: OriginKind;
  urls: readonly NamedUrl[];
  reader: UrlDocuments;
  signal: AbortSignal;
}

/**
 * Reads hosts beside each other, and of each host a few URLs at once. One that cannot be read keeps no other from it,
 * and one that is slow keeps nobody waiting: what others answered comes before.
 */
export async function* findAtUrls(options: FindOptions): AsyncGenerator<Found> {
  const { reader, urls } = options;
  reader.keepOnly(urls.map(({ url }) => url));
  const places = urls.map(bundleOf);
  let ready = nothing();
  const tell = (answer: FoundBundle | FailedBundle) => {
    if ('documents' in answer) {
      ready.bundles.push(answer);
    } else {
      ready.failed.push(answer);
    }
  };
  const all = Promise.all(
    [...byHost(urls).values()].map(own =>
      readHost({ ...options, urls: own, tell }),
    ),
  );
  // Whoever no longer listens does not hear of it either.
  all.catch(() => {});
  for (let isDone = false; !isDone; ) {
    isDone = await isOver(all);
    if (isDone || ready.bundles.length + ready.failed.length > 0) {
      const found = { ...ready, places };
      ready = nothing();
      yield found;
    }
  }
}

async function readHost(
  options: FindOptions & { tell(answer: FoundBundle | FailedBundle): void },
): Promise<void> {
  const { urls, signal, tell } = options;
  const queue = urls.values();
  let late = 0;
  const lane = async () => {
    for (const named of queue) {
      signal.throwIfAborted();
      if (late >= MOST_LATE) {
        const words = `its host did not answer ${late} times in a row; it is asked again at the next look`;
        tell(failedOf(options, named, words));
        continue;
      }
      try {
        tell(await bundleAt(options, named));
        late = 0;
      } catch (error) {
        signal.throwIfAborted();
        late = error instanceof LateError ? late + 1 : 0;
        tell(failedOf(options, named, wordsOf(error)));
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function bundleAt(
  { kind, reader, signal }: FindOptions,
  named: NamedUrl,
): Promise<FoundBundle> {
  const { url, origin, namedBy } = named;
  if (url.length > MOST_CHARACTERS) {
    throw new Error(
      `a URL of more than ${MOST_CHARACTERS} characters is not read`,
    );
  }
  const files = await reader.read(url, signal);
  return {
    kind,
    bundle: bundleOf(named),
    documents: files.map(({ file, ...content }) => ({
      file: storable(file, FILE_CHARACTERS),
      ...content,
      origin,
      ...(namedBy && { namedBy }),
    })),
  };
}

function failedOf(
  { kind }: FindOptions,
  named: NamedUrl,
  words: string,
): FailedBundle {
  const bundle = bundleOf(named);
  return {
    kind,
    bundle,
    origin: named.origin,
    file: bundle,
    message: `${named.url} cannot be read: ${words}`,
  };
}

function bundleOf({ url }: NamedUrl): string {
  return url.slice(0, MOST_CHARACTERS);
}

function byHost(urls: readonly NamedUrl[]): Map<string, NamedUrl[]> {
  const hosts = new Map<string, NamedUrl[]>();
  for (const named of urls) {
    const { host } = new URL(named.url);
    const own = hosts.get(host) ?? [];
    own.push(named);
    hosts.set(host, own);
  }
  return hosts;
}

/** False when it takes longer than others shall wait. */
async function isOver(all: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), TELL_MS);
  });
  try {
    return await Promise.race([all.then(() => true), waited]);
  } finally {
    clearTimeout(timer);
  }
}

function nothing(): Pick<Found, 'bundles' | 'failed'> {
  return { bundles: [], failed: [] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
