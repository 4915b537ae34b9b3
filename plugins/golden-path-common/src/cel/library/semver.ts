import { celError } from '../celError';
import { opaqueClass, type FunctionTable } from '../language/functions';
import { MAX_UINT, Scalar } from '../scalars';
import { overText } from './costs';

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/** A version by semver.org; build metadata does not take part in the order. */
export class Version extends Scalar {
  constructor(
    readonly numbers: readonly [bigint, bigint, bigint],
    readonly prerelease: readonly string[],
  ) {
    super();
  }

  static parse(text: string, normalize = false): Version | undefined {
    const match = VERSION.exec(normalize ? normalized(text) : text);
    if (!match) return undefined;
    const [, major = '', minor = '', patch = '', rest] = match;
    const prerelease = rest ? rest.split('.') : [];
    const numbers = [major, minor, patch, ...prerelease.filter(isDigits)];
    // The API server keeps each number in 64 bits.
    if (numbers.some(each => BigInt(each) > MAX_UINT)) return undefined;
    return new Version(
      [BigInt(major), BigInt(minor), BigInt(patch)],
      prerelease,
    );
  }

  compareTo(other: Version): bigint {
    for (const place of [0, 1, 2] as const) {
      const [a, b] = [this.numbers[place], other.numbers[place]];
      if (a !== b) return a < b ? -1n : 1n;
    }
    return comparePrerelease(this.prerelease, other.prerelease);
  }

  equals(other: unknown): boolean {
    return other instanceof Version && this.compareTo(other) === 0n;
  }
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Drops a leading `v`, fills in missing places and drops leading zeros. */
function normalized(text: string): string {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+].*)?$/.exec(text);
  if (!match) return text;
  const [, major, minor, patch, rest] = match;
  const places = [major, minor, patch].map(place => BigInt(place ?? '0'));
  return `${places.join('.')}${rest ?? ''}`;
}

function comparePrerelease(a: readonly string[], b: readonly string[]): bigint {
  if (a.length === 0 || b.length === 0) {
    return BigInt(Math.sign(b.length - a.length));
  }
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]];
    if (left === undefined) return -1n;
    if (right === undefined) return 1n;
    const order = compareIdentifiers(left, right);
    if (order !== 0n) return order;
  }
  return 0n;
}

function compareIdentifiers(a: string, b: string): bigint {
  if (a === b) return 0n;
  const [aIsNumber, bIsNumber] = [isDigits(a), isDigits(b)];
  if (aIsNumber && bIsNumber) return BigInt(a) < BigInt(b) ? -1n : 1n;
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1n : 1n;
  return a < b ? -1n : 1n;
}

function versionOf(text: string, normalize = false): Version {
  const version = Version.parse(text, normalize);
  if (!version) throw celError(`"${text}" is not a version such as 1.2.3`);
  return version;
}

/** A number of 64 bits without sign, read as one with a sign, as the API server does it. */
function toInt(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** `semver()`, `isSemver()` and their methods. */
export function registerSemver(functions: FunctionTable): void {
  const type = 'kubernetes.Semver';
  opaqueClass(type, Version);
  const isSemver = (text: string, normalize = false) =>
    Version.parse(text, normalize) !== undefined;
  functions
    .add(`semver(string): ${type}`, versionOf, overText())
    .add(`semver(string, bool): ${type}`, versionOf, overText())
    .add('isSemver(string): bool', isSemver, overText())
    .add('isSemver(string, bool): bool', isSemver, overText());
  const method = (
    signature: string,
    run: (version: Version, other: Version) => unknown,
  ) => functions.add(`${type}.${signature}`, run);
  method('major(): int', ({ numbers }) => toInt(numbers[0]));
  method('minor(): int', ({ numbers }) => toInt(numbers[1]));
  method('patch(): int', ({ numbers }) => toInt(numbers[2]));
  method(`compareTo(${type}): int`, (a, b) => a.compareTo(b));
  method(`isGreaterThan(${type}): bool`, (a, b) => a.compareTo(b) > 0n);
  method(`isLessThan(${type}): bool`, (a, b) => a.compareTo(b) < 0n);
}
