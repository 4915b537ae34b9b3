import chalk from 'chalk';
import {
  parsePolicies,
  testPolicies,
  type Policy,
  type PolicyTestRow,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { readYamlFolder, type TextFile } from '../lib/files';
import { readManifests } from '../lib/manifests';

/** Evaluates policies over a folder of manifests. A policy that denies, or one that cannot be evaluated, fails. */
export async function runPolicyTest(
  options: CommandContext & {
    folder: string;
    policies?: string;
    json?: boolean;
  },
): Promise<void> {
  const { terminal, folder } = options;
  const files = await readYamlFolder(folder);
  const resources = readManifests(files)
    .map(({ object }) => object)
    // Policies among the manifests are rules here, not resources that rules are for.
    .filter(({ kind }) => !kind.startsWith('ValidatingAdmissionPolicy'));
  const policies = await policiesOf(options.policies, files);
  const rows = testPolicies({ policies, resources });
  const severities = new Map(
    policies.map(({ id, severity }) => [id, severity]),
  );
  if (options.json) {
    await terminal.json(rows);
  } else {
    await print(options, rows);
  }
  const fails = rows.some(
    ({ policy, result }) =>
      result === 'error' ||
      (result === 'fail' && severities.get(policy) !== 'warn'),
  );
  if (fails) {
    options.fails();
  }
}

async function print(
  { terminal }: CommandContext,
  rows: PolicyTestRow[],
): Promise<void> {
  const counts = { pass: 0, fail: 0, error: 0, skip: 0 };
  for (const { policy, resource, result, message } of rows) {
    counts[result] += 1;
    // A skip with a message is an error that failurePolicy: Ignore lets through.
    if (result === 'fail' || result === 'error' || message !== '') {
      const colour = result === 'skip' ? chalk.yellow : chalk.red;
      await terminal.print(
        `${colour(result.padEnd(5))}  ${policy}  ${resource}  ${message}`,
      );
    }
  }
  await terminal.print(
    `${counts.pass} pass, ${counts.fail} fail, ${counts.error} error, ${counts.skip} skip`,
  );
}

/** Those of `--policies`; without it those among the manifests; without any those of the contract. */
async function policiesOf(
  folder: string | undefined,
  manifests: TextFile[],
): Promise<Policy[]> {
  const files = folder === undefined ? manifests : await readYamlFolder(folder);
  const { policies, problems } = parsePolicies(
    Object.fromEntries(files.map(({ file, text }) => [file, text])),
  );
  if (problems.length > 0) {
    throw unusable(
      ...problems.map(
        ({ file, line, message, remedy }) =>
          `${
            line === undefined ? file : `${file}:${line}`
          }: ${message}; ${remedy}`,
      ),
    );
  }
  if (policies.length > 0) {
    return policies;
  }
  if (folder !== undefined) {
    throw unusable(
      `${folder}: there is no ValidatingAdmissionPolicy in it; name the folder of the policies`,
    );
  }
  return (await requireContract()).policies;
}
