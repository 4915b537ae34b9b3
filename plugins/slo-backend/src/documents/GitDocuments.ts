import { findAtUrls } from './findAtUrls';
import type { DocumentSource, Found } from './types';
import type { UrlDocuments } from './UrlDocuments';

/** Files and folders in Git that configuration names. */
export class GitDocuments implements DocumentSource {
  static create(options: {
    reader: UrlDocuments;
    urls: readonly string[];
  }): GitDocuments {
    return new GitDocuments(options.reader, options.urls);
  }

  readonly kind = 'git';
  readonly #reader: UrlDocuments;
  readonly #urls: readonly string[];

  private constructor(reader: UrlDocuments, urls: readonly string[]) {
    this.#reader = reader;
    this.#urls = urls;
  }

  find(signal: AbortSignal): AsyncIterable<Found> {
    return findAtUrls({
      kind: this.kind,
      urls: [...new Set(this.#urls)].map(url => ({
        url,
        origin: { kind: 'git', url },
      })),
      reader: this.#reader,
      signal,
    });
  }
}
