import { diffObjects, type ValueChange } from '../diff/objects';
import { isRecord, pointerSegments } from '../json/pointer';
import type { PlatformContract } from '../model';
import { contractSections } from '../schema/contract';
import type { Problem } from '../schema/problem';
import { keyed } from './keyed';
import { judge, type ChangeLevel } from './rules';
import { compareVersions, leastVersion } from './semver';

/** One thing that differs between two versions of the contract. @public */
export interface ContractChange {
  /** Section of the contract, or `policies`. */
  section: string;
  /** JSON pointer in which entries of lists stand by their names: `/clusters/prod-eu-1/nodes`. */
  at: string;
  level: ChangeLevel;
  /** What changed, for people. */
  words: string;
  /** Why it is of that level. */
  why: string;
}

/** @public */
export interface ContractComparison {
  versions: { before: string; after: string };
  /** Breaking ones first, then in the order of the contract. */
  changes: ContractChange[];
  /** The highest level among the changes; missing when nothing changes. */
  level?: ChangeLevel;
  /** Least version that the changes ask for. */
  asked: string;
  /** What has to change in the new contract before it is published. */
  problems: Problem[];
}

const LEVELS: ChangeLevel[] = ['breaking', 'minor', 'patch'];
const SECTIONS = [
  ...Object.keys(contractSections).filter(name => name !== 'changelog'),
  'policies',
];
const LONGEST = 60;

/**
 * What changes between two versions of a contract, how much each change asks of teams, and whether the version
 * rises enough: major for what breaks (minor while the major version is 0), minor for what is added or for another
 * default, patch for words, prices and grants. Of a pre-release only the numbers count.
 * @public
 */
export function compareContracts(options: {
  before: PlatformContract;
  after: PlatformContract;
  /** A moment, ISO 8601: with it, an exception that had expired may go without breaking anything. */
  now?: string;
}): ContractComparison {
  const { before, after, now } = options;
  const changes = SECTIONS.flatMap(section =>
    sectionChanges({ before, after, section }).map(change => ({
      section,
      at: change.at,
      ...judge(change, now),
      words: wordsOf(change),
    })),
  ).sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const level = changes.at(0)?.level;
  const versions = {
    before: before.metadata.version,
    after: after.metadata.version,
  };
  const asked = leastVersion(versions.before, level);
  return {
    versions,
    changes,
    ...(level && { level }),
    asked,
    problems: versionProblems({ versions, asked, level, after }),
  };
}

function sectionChanges(options: {
  before: PlatformContract;
  after: PlatformContract;
  section: string;
}): ValueChange[] {
  const { before, after, section } = options;
  const sides = [before, after].map(contract => ({
    [section]: keyed(
      section === 'policies'
        ? contract.policies.map(policy => ({
            ...policy,
            // Where a policy stands in the folder is nothing to teams; what it says is one thing.
            file: '',
            policy: JSON.stringify(policy.policy.spec),
            bindings: JSON.stringify(policy.bindings.map(({ spec }) => spec)),
          }))
        : Reflect.get(contract, section) ?? {},
    ),
  }));
  return diffObjects(sides[0], sides[1]);
}

function versionProblems(options: {
  versions: { before: string; after: string };
  asked: string;
  level?: ChangeLevel;
  after: PlatformContract;
}): Problem[] {
  const { versions, asked, level, after } = options;
  const problems: Problem[] = [];
  if (compareVersions(versions.after, asked) < 0) {
    problems.push({
      file: 'contract.yaml',
      at: '/metadata/version',
      message:
        level === undefined
          ? `the version falls from ${versions.before} to ${versions.after}`
          : `the version goes from ${versions.before} to ${versions.after}, and there are ${level} changes`,
      remedy: `Raise it to ${asked} or more`,
    });
  }
  if (!after.changelog.some(({ version }) => version === versions.after)) {
    problems.push({
      file: 'contract.yaml',
      at: '/changelog',
      message: `the changelog has no entry for ${versions.after}`,
      remedy: 'Say there what changed for teams',
    });
  }
  return problems;
}

/** `clusters prod-eu-1 nodes 80 → 120`, `environments test removed`. */
function wordsOf({ at, before, after }: ValueChange): string {
  const subject = pointerSegments(at).join(' ');
  const rule = /^\/policies\/[^/]+\/(policy|bindings)$/.exec(at);
  if (rule) {
    return `${subject.replace(/ (policy|bindings)$/, '')}: ${
      rule[1] === 'policy' ? 'its rule' : 'where it holds'
    } changes`;
  }
  if (before === undefined || after === undefined) {
    const value = before ?? after;
    const said = isRecord(value) || value === true ? '' : ` ${told(value)}`;
    return `${subject}${said} ${before === undefined ? 'added' : 'removed'}`;
  }
  return `${subject} ${told(before)} → ${told(after)}`;
}

function told(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
