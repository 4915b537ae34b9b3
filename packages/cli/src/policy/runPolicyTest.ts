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
import { readManifestFiles, type TextFile } from '../lib/files';
import { readManifests, type Manifest } from '../lib/manifests';

/** Policies among manifests are rules, not resources that rules are for. */
const RULES = 'ValidatingAdmissionPolicy';

/** Evaluates policies over manifests. A policy that denies, or one that cannot be evaluated, fails. */
export async function runPolicyTest(
  options: CommandContext & {
    folder: string;
    policies?: string;
    json?: boolean;
  },
): Promise<void> {
  const { terminal, folder } = options;
  const files = await readManifestFiles(folder);
  const manifests = readManifests(files, terminal.error);
  const resources = manifests
    .map(({ object }) => object)
    .filter(({ kind }) => !kind.startsWith(RULES));
  if (resources.length === 0) {
    throw unusable(
      `${folder}: there is no Kubernetes object in it that policies could judge; name a file or folder of manifests (.yaml, .yml, .json)`,
    );
  }
  const policies = await policiesOf(options.policies, { files, manifests });
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
  named: string | undefined,
  tested: { files: TextFile[]; manifests: Manifest[] },
): Promise<Policy[]> {
  const files =
    named === undefined ? tested.files : await readManifestFiles(named);
  const manifests =
    named === undefined ? tested.manifests : readManifests(files);
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
  const ids = new Set(policies.map(({ id }) => id));
  const unread = manifests.filter(
    ({ object: { kind, metadata } }) =>
      kind === RULES && !ids.has(metadata.name),
  );
  if (unread.length > 0) {
    throw unusable(
      ...unread.map(
        ({ object, file, lineOf }) =>
          `${file}:${lineOf('')}: the policy ${
            object.metadata.name
          } is an item of a list, where policies are not read; make it a document of its own`,
      ),
    );
  }
  if (policies.length > 0) {
    return policies;
  }
  if (named !== undefined) {
    throw unusable(
      `${named}: there is no ValidatingAdmissionPolicy in it; name the file or folder of the policies`,
    );
  }
  return (await requireContract()).policies;
}
