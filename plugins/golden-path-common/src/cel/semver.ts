import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/** A version by semver.org; build metadata does not take part in the order. */
export class Version {
  constructor(
    readonly numbers: readonly [bigint, bigint, bigint],
    readonly prerelease: readonly string[],
  ) {}

  static parse(text: string, normalize = false): Version | undefined {
    const match = VERSION.exec(normalize ? normalized(text) : text);
    if (!match) return undefined;
    const [, major = '', minor = '', patch = '', prerelease] = match;
    return new Version(
      [BigInt(major), BigInt(minor), BigInt(patch)],
      prerelease ? prerelease.split('.') : [],
    );
  }

  compareTo(other: Version): bigint {
    for (const place of [0, 1, 2] as const) {
      const [a, b] = [this.numbers[place], other.numbers[place]];
      if (a !== b) return a < b ? -1n : 1n;
    }
    return comparePrerelease(this.prerelease, other.prerelease);
  }
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
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber && bIsNumber) return BigInt(a) < BigInt(b) ? -1n : 1n;
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1n : 1n;
  return a < b ? -1n : 1n;
}

/** `semver()`, `isSemver()` and their methods. */
export function registerSemver(env: Environment): void {
  const sync = { async: false };
  const type = 'kubernetes.Semver';
  env.registerType(type, Version);
  env.registerOperator(
    `${type} == ${type}`,
    (a: Version, b: Version) => a.compareTo(b) === 0n,
  );
  const semver = (text: string, normalize = false) => {
    const version = Version.parse(text, normalize);
    if (!version) throw celError(`"${text}" is not a version such as 1.2.3`);
    return version;
  };
  const isSemver = (text: string, normalize = false) =>
    Version.parse(text, normalize) !== undefined;
  env.registerFunction(`semver(string): ${type}`, semver, sync);
  env.registerFunction(`semver(string, bool): ${type}`, semver, sync);
  env.registerFunction('isSemver(string): bool', isSemver, sync);
  env.registerFunction('isSemver(string, bool): bool', isSemver, sync);
  const method = (
    signature: string,
    handler: (version: Version, other: Version) => unknown,
  ) => env.registerFunction(`${type}.${signature}`, handler, sync);
  method('major(): int', version => version.numbers[0]);
  method('minor(): int', version => version.numbers[1]);
  method('patch(): int', version => version.numbers[2]);
  method(`compareTo(${type}): int`, (a, b) => a.compareTo(b));
  method(`isGreaterThan(${type}): bool`, (a, b) => a.compareTo(b) > 0n);
  method(`isLessThan(${type}): bool`, (a, b) => a.compareTo(b) < 0n);
}
