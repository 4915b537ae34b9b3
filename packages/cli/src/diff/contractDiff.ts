import { readFile } from 'node:fs/promises';
import path from 'node:path';
import chalk from 'chalk';
import {
  compareContracts,
  createImpactTally,
  formatProblem,
  type ContractComparison,
  type PlatformContract,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { findingLine } from '../lib/findingLine';
import type { ComparedServices, LocatedChange } from './services';

/** A contract with the folder it was read from. */
export interface ContractSide {
  folder: string;
  contract: PlatformContract;
}

/** As many services as are named behind a change. */
const NAMED = 5;

/**
 * Tells what changes between two contracts and which version that asks for; with a fleet, what it makes of the
 * services. A version that does not rise enough fails.
 */
export async function runContractDiff(
  options: CommandContext & {
    before: ContractSide;
    after: ContractSide;
    now: string;
    fleet?: string;
    json?: boolean;
    /** What becomes of the services of a folder. */
    services(fleet: string): Promise<ComparedServices>;
  },
): Promise<void> {
  const { terminal, before, after, now, fleet } = options;
  const comparison = compareContracts({
    before: before.contract,
    after: after.contract,
    now,
  });
  const services =
    fleet === undefined ? undefined : await options.services(fleet);
  const unread = services?.problems ?? [];
  const problems = await located(comparison.problems, after.folder);
  if (options.json) {
    await terminal.json({
      contractVersion: comparison.versions,
      contract: { ...comparison, problems },
      services: services?.changes ?? [],
      ...(unread.length > 0 && { problems: unread }),
    });
  } else {
    for (const line of comparisonLines(comparison)) {
      await terminal.print(line);
    }
    for (const line of services ? fleetLines(services.changes) : []) {
      await terminal.print(line);
    }
  }
  [
    ...(services?.doubts ?? []),
    ...unread,
    ...problems.map(formatProblem),
  ].forEach(terminal.error);
  if (unread.length > 0) {
    options.fails(2);
  }
  if (problems.length > 0) {
    options.fails();
  }
}

async function located(
  problems: readonly Problem[],
  folder: string,
): Promise<Problem[]> {
  const file = path.join(folder, 'contract.yaml');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const line = lines.findIndex(text => /^\s+version:/.test(text)) + 1;
  return problems.map(problem => ({
    ...problem,
    file,
    ...(line > 0 ? { line } : {}),
  }));
}

function comparisonLines(comparison: ContractComparison): string[] {
  const { versions, changes, level, asked } = comparison;
  if (level === undefined) {
    return versions.before === versions.after
      ? ['nothing changes']
      : [`contract ${versions.before} → ${versions.after}`];
  }
  return [
    `contract ${versions.before} → ${versions.after}  asks for ${asked} or more`,
    ...changes.map(change => {
      const name = change.level.padEnd('breaking'.length);
      return `  ${change.level === 'breaking' ? chalk.red(name) : name}  ${
        change.words
      }  (${change.why})`;
    }),
  ];
}

/** What becomes of the services: those that are denied now, those that no longer are, then each kind of change. */
function fleetLines(services: readonly LocatedChange[]): string[] {
  if (services.length === 0) {
    return ['no service changes'];
  }
  const tally = createImpactTally();
  services.forEach(tally.add);
  const { noLongerDenied, kinds } = tally.result();
  const newlyDenied = services.filter(each => each.newlyDenied.length > 0);
  return [
    ...(newlyDenied.length > 0
      ? [
          chalk.red(
            `newly denied  ${named(newlyDenied.map(({ name }) => name))}`,
          ),
          ...newlyDenied.flatMap(({ name, newlyDenied: findings }) =>
            findings.map(
              finding =>
                `  ${name}  ${finding.policy}: ${findingLine({
                  ...finding,
                  finding,
                })}`,
            ),
          ),
        ]
      : []),
    ...(noLongerDenied.length > 0
      ? [`no longer denied  ${named(noLongerDenied)}`]
      : []),
    ...(kinds.length > 0 ? ['changed'] : []),
    ...kinds.map(({ words, services: names }) => `  ${words}  ${named(names)}`),
  ];
}

function named(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return `${names.length} service${names.length === 1 ? '' : 's'}: ${names
    .slice(0, NAMED)
    .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
