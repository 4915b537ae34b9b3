import { parseAddress } from '../../kube/address';
import { celError } from '../celError';
import { opaqueClass, type FunctionTable } from '../language/functions';
import { Scalar } from '../scalars';
import { overText } from './costs';

/** An absolute URI or an absolute path, with its parts as Go reads them (no default port is dropped). */
export class Url extends Scalar {
  constructor(
    readonly scheme: string,
    readonly host: string,
    readonly path: string,
    readonly query: string,
  ) {
    super();
  }

  static parse(text: string): Url | undefined {
    // The API server reads it twice: as that of a request, and with its fragment.
    if (!split(text, true)) return undefined;
    const cut = text.indexOf('#');
    if (cut < 0) return split(text, false);
    return hasGoodEscapes(text.slice(cut + 1))
      ? split(text.slice(0, cut), false)
      : undefined;
  }

  get hostname(): string {
    const bracket = /^\[([^\]]*)\]/.exec(this.host);
    return bracket?.[1] ?? this.host.replace(/:\d*$/, '');
  }

  get port(): string {
    return /:(\d*)$/.exec(this.host)?.[1] ?? '';
  }

  equals(other: unknown): boolean {
    return (
      other instanceof Url &&
      other.scheme === this.scheme &&
      other.host === this.host &&
      other.path === this.path &&
      other.query === this.query
    );
  }
}

function split(text: string, isRequest: boolean): Url | undefined {
  // eslint-disable-next-line no-control-regex -- no URL has one
  if (/[\x00-\x1f\x7f]/.test(text)) return undefined;
  if (text === '' && isRequest) return undefined;
  if (text === '*') return new Url('', '', '*', '');
  if (text.startsWith(':')) return undefined;
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const afterScheme = scheme === '' ? text : text.slice(scheme.length + 1);
  const mark = afterScheme.indexOf('?');
  const query = mark < 0 ? '' : afterScheme.slice(mark + 1);
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return new Url(scheme.toLowerCase(), '', '', query);
    const hasColon = rest.split('/', 1)[0]?.includes(':');
    if (isRequest || hasColon) return undefined;
  }
  const hasAuthority =
    rest.startsWith('//') &&
    (scheme !== '' || (!isRequest && !rest.startsWith('///')));
  if (!hasAuthority) {
    return hasGoodEscapes(rest)
      ? new Url(scheme.toLowerCase(), '', rest, query)
      : undefined;
  }
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const host = hostOf(authority);
  return host === undefined || !hasGoodEscapes(path)
    ? undefined
    : new Url(scheme.toLowerCase(), host, path, query);
}

const USER = /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-fA-F]{2})*$/;
const HOST =
  /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:<>"]|[\u0080-\uffff]|%[89a-fA-F][0-9a-fA-F])*$/;

/** Host and port, or nothing for an authority that is none. */
function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !USER.test(authority.slice(0, at))) return undefined;
  const host = authority.slice(at + 1);
  if (host.includes('[')) {
    const bracket = /^\[([^\]%]*)(%25[^\]]+)?\](:\d*)?$/.exec(host);
    const address = bracket?.[1] ?? '';
    return address.includes(':') && isAddress6(address) ? host : undefined;
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return undefined;
  return HOST.test(host) ? decode(host) : undefined;
}

/** Unlike `ip()`, a host may have IPv4 in its last places. */
function isAddress6(text: string): boolean {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  return mapped
    ? parseAddress(mapped[2] ?? '') !== undefined &&
        parseAddress(`${mapped[1]}0:0`) !== undefined
    : parseAddress(text) !== undefined;
}

function hasGoodEscapes(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path as it is where that is good, else with what has to be escaped escaped. */
function escapedPath({ path }: Url): string {
  if (/^[A-Za-z0-9\-._~!$&'()*+,;=:@%[\]/]*$/.test(path)) return path;
  const bytes = new TextEncoder().encode(decode(path));
  return Array.from(bytes, byte => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9\-._~$&+,/:;=@]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

function queryOf({ query }: Url): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '' || pair.includes(';') || !hasGoodEscapes(pair)) continue;
    const cut = pair.indexOf('=');
    const [key, value] = [
      cut < 0 ? pair : pair.slice(0, cut),
      cut < 0 ? '' : pair.slice(cut + 1),
    ].map(each => decode(each.replaceAll('+', ' ')));
    if (key === undefined || value === undefined) continue;
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

/** `url()`, `isURL()` and their getters. */
export function registerUrl(functions: FunctionTable): void {
  const type = 'kubernetes.URL';
  opaqueClass(type, Url);
  functions
    .add(
      `url(string): ${type}`,
      (text: string) => {
        const url = Url.parse(text);
        if (url) return url;
        throw celError(
          `"${text}" is neither an absolute URI nor an absolute path`,
        );
      },
      overText(),
    )
    .add(
      'isURL(string): bool',
      (text: string) => split(text, true) !== undefined,
      overText(),
    );
  const getter = (signature: string, run: (url: Url) => unknown) =>
    functions.add(`${type}.${signature}`, run);
  getter('getScheme(): string', url => url.scheme);
  getter('getHost(): string', url => url.host);
  getter('getHostname(): string', url => url.hostname);
  getter('getPort(): string', url => url.port);
  getter('getEscapedPath(): string', escapedPath);
  getter('getQuery(): map(string, list(string))', queryOf);
}
