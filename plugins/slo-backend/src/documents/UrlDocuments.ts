import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError, NotModifiedError } from '@backstage/errors';

/** A file as it was read. */
export interface ReadFile {
  file: string;
  text: string;
}

interface UrlDocumentsOptions {
  urlReader: UrlReaderService;
  limits: {
    /** Largest file. */
    documentBytes: number;
    /** Most files below one URL. */
    filesPerUrl: number;
  };
}

const TIMEOUT_MS = 60_000;
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
   * @throws InputError when there are too many or one is too large, and what the reader throws
   */
  async read(url: string, signal: AbortSignal): Promise<ReadFile[]> {
    const known = this.#known.get(url);
    const options = {
      etag: known?.etag,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    };
    try {
      const { etag, files } = await this.#ask(url, options);
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
    const tree = await urlReader.readTree(url, {
      ...options,
      filter: (file, info) =>
        YAML.test(file) &&
        (info?.size ?? 0) <= this.#options.limits.documentBytes,
    });
    return {
      etag: tree.etag,
      files: await this.#texts(url, await tree.files()),
    };
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
    const { documentBytes } = this.#options.limits;
    if (bytes > documentBytes) {
      throw new InputError(
        `${file} is larger than ${documentBytes} bytes; split it, or have fairway.slo.limits.documentBytes raised`,
      );
    }
  }
}
