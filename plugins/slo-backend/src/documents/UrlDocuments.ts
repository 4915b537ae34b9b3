import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError, NotModifiedError } from '@backstage/errors';

/** A file as it was read. */
export interface ReadFile {
  file: string;
  text: string;
  /** Why its text was not read; the text is empty then. */
  unread?: string;
}

/** A URL was not answered in time. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

interface UrlDocumentsOptions {
  urlReader: UrlReaderService;
  limits: {
    /** Largest file. */
    documentBytes: number;
    /** Most files below one URL. */
    filesPerUrl: number;
  };
  /** How long one URL may take; a minute when left out. */
  readMs?: number;
}

const READ_MS = 60_000;
const YAML = /\.ya?ml$/i;

/** Reads files and folders of hosts that the installation may read from (`integrations`, `backend.reading`). */
export class UrlDocuments {
  static create(options: UrlDocumentsOptions): UrlDocuments {
    return new UrlDocuments(options);
  }

  readonly #options: UrlDocumentsOptions;
  /** What a URL held when it was read last; hosts that know are only asked whether it is still so. */
  readonly #known = new Map<string, { etag: string; files: ReadFile[] }>();

  private constructor(options: UrlDocumentsOptions) {
    this.#options = options;
  }

  /**
   * The files at a URL: one when it ends in `.yaml` or `.yml`, those that match where it holds a `*`, else all below
   * the folder.
   *
   * @throws InputError when there are too many or one is too large, LateError, and what the reader throws
   */
  async read(url: string, signal: AbortSignal): Promise<ReadFile[]> {
    const known = this.#known.get(url);
    try {
      const { etag, files } = await this.#inTime(signal, ending =>
        this.#ask(url, { etag: known?.etag, signal: ending }),
      );
      if (etag) {
        this.#known.set(url, { etag, files });
      }
      return files;
    } catch (error) {
      if (
        known &&
        error instanceof Error &&
        error.name === NotModifiedError.name
      ) {
        return known.files;
      }
      throw error;
    }
  }

  /** Of URLs that nobody names any more nothing is remembered. */
  keepOnly(urls: readonly string[]): void {
    const named = new Set(urls);
    for (const url of this.#known.keys()) {
      if (!named.has(url)) {
        this.#known.delete(url);
      }
    }
  }

  /** Readers need not look at the signal: nobody waits for longer in any case. */
  async #inTime<T>(
    signal: AbortSignal,
    work: (ending: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { readMs = READ_MS } = this.#options;
    const late = new AbortController();
    const ending = AbortSignal.any([signal, late.signal]);
    let timer: NodeJS.Timeout | undefined;
    const ended = new Promise<never>((_, reject) => {
      ending.addEventListener('abort', () => reject(ending.reason));
      timer = setTimeout(() => {
        const seconds = Math.ceil(readMs / 1000);
        late.abort(new LateError(`it did not answer within ${seconds} s`));
      }, readMs);
    });
    try {
      return await Promise.race([work(ending), ended]);
    } catch (error) {
      // Whatever a reader makes of being stopped.
      throw late.signal.aborted ? late.signal.reason : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(
    url: string,
    options: { etag?: string; signal: AbortSignal },
  ): Promise<{ etag?: string; files: ReadFile[] }> {
    const { urlReader } = this.#options;
    const path = new URL(url).pathname;
    if (path.includes('*')) {
      const { files, etag } = await urlReader.search(url, options);
      return { etag, files: await this.#texts(url, files) };
    }
    if (YAML.test(path)) {
      const { buffer, stream, etag } = await urlReader.readUrl(url, options);
      const file = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
      const content = stream
        ? await this.#contentOf(file, stream())
        : await buffer();
      return { etag, files: [{ file, text: this.#textOf(file, content) }] };
    }
    const { documentBytes } = this.#options.limits;
    const tooLarge: ReadFile[] = [];
    const tree = await urlReader.readTree(url, {
      ...options,
      filter: (file, info) => {
        const isSmall = (info?.size ?? 0) <= documentBytes;
        if (YAML.test(file) && !isSmall) {
          tooLarge.push({ file, text: '', unread: this.#tooLarge(file) });
        }
        return YAML.test(file) && isSmall;
      },
    });
    const files = await this.#texts(url, await tree.files());
    return { etag: tree.etag, files: [...files, ...tooLarge] };
  }

  async #texts(
    url: string,
    found: { path?: string; url?: string; content(): Promise<Buffer> }[],
  ): Promise<ReadFile[]> {
    const { filesPerUrl } = this.#options.limits;
    const files = found
      .map(({ path, url: own, content }) => ({
        file: path ?? new URL(own ?? url).pathname.slice(1),
        content,
      }))
      .filter(({ file }) => YAML.test(file));
    if (files.length > filesPerUrl) {
      throw new InputError(
        `${files.length} files are more than the ${filesPerUrl} that are read from one URL; name a folder with fewer, or have fairway.slo.limits.filesPerUrl raised`,
      );
    }
    const read: ReadFile[] = [];
    for (const { file, content } of files) {
      read.push({ file, text: this.#textOf(file, await content()) });
    }
    return read.sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Stops reading where the file is too large. */
  async #contentOf(file: string, stream: AsyncIterable<unknown>) {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      bytes += part.length;
      this.#requireSmall(file, bytes);
      chunks.push(part);
    }
    return Buffer.concat(chunks);
  }

  #textOf(file: string, content: Buffer): string {
    this.#requireSmall(file, content.length);
    return content.toString('utf8');
  }

  #requireSmall(file: string, bytes: number): void {
    if (bytes > this.#options.limits.documentBytes) {
      throw new InputError(this.#tooLarge(file));
    }
  }

  #tooLarge(file: string): string {
    const { documentBytes } = this.#options.limits;
    return `${file} is larger than ${documentBytes} bytes; split it, or have fairway.slo.limits.documentBytes raised`;
  }
}
