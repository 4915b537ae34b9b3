import type { DocumentOrigin } from '@fairway/plugin-slo-common';
import { FILE_CHARACTERS, storable } from './storable';
import type { FailedBundle, Found, FoundBundle, OriginKind } from './types';
import type { UrlDocuments } from './UrlDocuments';

/** Longest URL that is kept. */
const MOST_CHARACTERS = 512;

/** A URL, and how documents there are said to have been found. */
export interface NamedUrl {
  url: string;
  origin: DocumentOrigin;
  /** Refs of the entities that name it. */
  namedBy?: string[];
}

/** Reads one URL after the other; one that cannot be read keeps no other from it. */
export async function findAtUrls(options: {
  kind: OriginKind;
  urls: readonly NamedUrl[];
  reader: UrlDocuments;
  signal: AbortSignal;
}): Promise<Found> {
  const { kind, urls, reader, signal } = options;
  const bundles: FoundBundle[] = [];
  const failed: FailedBundle[] = [];
  for (const { url, origin, namedBy } of urls) {
    signal.throwIfAborted();
    const bundle = url.slice(0, MOST_CHARACTERS);
    try {
      if (url.length > MOST_CHARACTERS) {
        throw new Error(
          `a URL of more than ${MOST_CHARACTERS} characters is not read`,
        );
      }
      const files = await reader.read(url, signal);
      bundles.push({
        kind,
        bundle,
        documents: files.map(({ file, text }) => ({
          file: storable(file, FILE_CHARACTERS),
          text,
          origin,
          ...(namedBy && { namedBy }),
        })),
      });
    } catch (error) {
      signal.throwIfAborted();
      failed.push({
        kind,
        bundle,
        origin,
        file: bundle,
        message: `${url} cannot be read: ${wordsOf(error)}`,
      });
    }
  }
  return { bundles, failed };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
