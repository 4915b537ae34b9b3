import type { Person } from '../requests';

/** What our commits say about themselves, in the trailers at their end. */
export interface Trailers {
  request?: string;
  service?: string;
  contract?: string;
  /** Entity ref of who opened the request; the author of the commit may be another. */
  opener?: string;
  /** Commit that the files were derived on. */
  base?: string;
  /** Entity ref of who merged; the author of the commit is the account of the portal on hosts that merge. */
  merger?: string;
  seed?: string;
}

const NAMES: [keyof Trailers, string][] = [
  ['request', 'Fairway-Request'],
  ['service', 'Fairway-Service'],
  ['contract', 'Fairway-Contract'],
  ['opener', 'Fairway-Opened-By'],
  ['base', 'Fairway-Base'],
  ['merger', 'Fairway-Merged-By'],
  ['seed', 'Fairway-Seed'],
];
const MAX_NAME = 100;

/** Title, body and trailers. Trailers are a paragraph of their own: a body cannot add to them. */
export function commitMessage(options: {
  title: string;
  body?: string;
  trailers: Trailers;
}): string {
  const body = cleanText(options.body ?? '');
  const trailers = NAMES.flatMap(([key, name]) => {
    const value = options.trailers[key];
    return value === undefined ? [] : [`${name}: ${oneLine(value)}`];
  });
  return `${[oneLine(options.title), body, trailers.join('\n')]
    .filter(part => part !== '')
    .join('\n\n')}\n`;
}

/** Reads back what {@link commitMessage} wrote: only the last paragraph counts. */
export function trailersOf(message: string): Trailers {
  const last =
    message
      .trimEnd()
      .split(/\n{2,}/)
      .at(-1) ?? '';
  const trailers: Trailers = {};
  for (const line of last.split('\n')) {
    for (const [key, name] of NAMES) {
      if (line.startsWith(`${name}: `)) {
        trailers[key] = line.slice(name.length + 2).trim();
      }
    }
  }
  return trailers;
}

/** `Name <ref@fairway.local>`, with nothing in it that could end the line or the address. */
export function identityOf(person: Person): string {
  const ref = person.ref.replace(/[^A-Za-z0-9._:/-]+/g, '-').slice(0, 200);
  const name = oneLine(person.name ?? nameOfRef(person.ref))
    .replace(/[<>"\\]/g, '')
    .slice(0, MAX_NAME)
    .trim();
  return `${name || 'unknown'} <${ref || 'unknown'}@fairway.local>`;
}

/** The ref in an address that {@link identityOf} wrote. */
export function refOfAddress(address: string): string {
  return address.replace(/@fairway\.local$/, '');
}

function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Text for people to read, without anything a terminal would act on. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '')
    .trim();
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}
