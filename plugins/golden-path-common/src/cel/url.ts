import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';

const ABSOLUTE =
  /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/;
const PATH = /^(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/;
const AUTHORITY = /^(?:[^@]*@)?(\[[0-9a-fA-F:.]+\]|[^:[\]\s]*)(?::(\d*))?$/;

/** An absolute URI or an absolute path, with its parts as written (no default port is dropped). */
export class Url {
  constructor(
    readonly scheme: string,
    readonly hostname: string,
    readonly port: string,
    readonly path: string,
    readonly query: string,
  ) {}

  static parse(text: string): Url | undefined {
    const path = PATH.exec(text);
    if (path && !text.startsWith('//')) {
      return new Url('', '', '', path[1] ?? '', path[2] ?? '');
    }
    const match = ABSOLUTE.exec(text);
    const authority = match && AUTHORITY.exec(match[2] ?? '');
    if (!match || !authority) return undefined;
    return new Url(
      (match[1] ?? '').toLowerCase(),
      authority[1] ?? '',
      authority[2] ?? '',
      match[3] ?? '',
      match[4] ?? '',
    );
  }

  get host(): string {
    return this.port ? `${this.hostname}:${this.port}` : this.hostname;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function queryOf(url: Url): Record<string, string[]> {
  const values: Record<string, string[]> = Object.create(null);
  for (const pair of url.query.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const key = decode(cut < 0 ? pair : pair.slice(0, cut));
    (values[key] ??= []).push(cut < 0 ? '' : decode(pair.slice(cut + 1)));
  }
  return values;
}

/** `url()`, `isURL()` and their getters. */
export function registerUrl(env: Environment): void {
  const sync = { async: false };
  const type = 'kubernetes.URL';
  env.registerType(type, Url);
  env.registerFunction(
    `url(string): ${type}`,
    (text: string) => {
      const url = Url.parse(text);
      if (!url)
        throw celError(
          `"${text}" is neither an absolute URI nor an absolute path`,
        );
      return url;
    },
    sync,
  );
  env.registerFunction(
    'isURL(string): bool',
    (text: string) => Url.parse(text) !== undefined,
    sync,
  );
  const getter = (signature: string, handler: (url: Url) => unknown) =>
    env.registerFunction(`${type}.${signature}`, handler, sync);
  getter('getScheme(): string', url => url.scheme);
  getter('getHost(): string', url => url.host);
  getter('getHostname(): string', url => url.hostname.replace(/^\[|\]$/g, ''));
  getter('getPort(): string', url => url.port);
  getter('getEscapedPath(): string', url => encodeURI(decode(url.path)));
  getter('getQuery(): map<string, list<string>>', queryOf);
}
