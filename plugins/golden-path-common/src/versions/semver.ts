import type { ChangeLevel } from './rules';

function numbersOf(version: string): number[] {
  return version.split(/[-+]/)[0].split('.').map(Number);
}

/** Below, at or above 0 as `a` is older than, as old as, or newer than `b`, by their three numbers. */
export function compareVersions(a: string, b: string): number {
  const others = numbersOf(b);
  return (
    numbersOf(a)
      .map((number, index) => number - others[index])
      .find(difference => difference !== 0) ?? 0
  );
}

/** The least version after `version` that may hold changes of a level. */
export function leastVersion(version: string, level?: ChangeLevel): string {
  const [major, minor, patch] = numbersOf(version);
  switch (level) {
    case 'breaking':
      // Before 1.0.0 nothing is promised; a minor version tells of it.
      return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    default:
      return `${major}.${minor}.${patch}`;
  }
}
