import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  testPolicies,
  type PlatformContract,
  type Policy,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import { readText } from '../lib/files';
import { readManifests } from '../lib/manifests';

/**
 * Runs the tests that lie in `policies/tests/<policy>`: every document of a `good-*.yaml` passes the policy or is
 * none of its business, every document of a `bad-*.yaml` fails it. What comes out otherwise is a problem.
 */
export async function runPolicyCases(options: {
  folder: string;
  contract: PlatformContract;
}): Promise<Problem[]> {
  const tests = path.join(options.folder, 'policies/tests');
  if (!existsSync(tests)) {
    return [];
  }
  const policies = new Map(
    options.contract.policies.map(policy => [policy.id, policy]),
  );
  const problems: Problem[] = [];
  const folders = (await readdir(tests, { withFileTypes: true })).filter(
    entry => entry.isDirectory(),
  );
  for (const { name } of folders) {
    const folder = path.join(tests, name);
    const policy = policies.get(name);
    if (policy) {
      problems.push(...(await casesOf(folder, policy)));
    } else {
      problems.push({
        file: folder,
        at: '',
        message: `there is no policy called ${name}`,
        remedy: 'Name the folder after the policy that it tests',
      });
    }
  }
  for (const policy of options.contract.policies) {
    if (!folders.some(({ name }) => name === policy.id)) {
      problems.push({
        file: path.join(options.folder, policy.file),
        at: '',
        message: `the policy ${policy.id} has no tests`,
        remedy: `Add policies/tests/${policy.id} with a good-*.yaml and a bad-*.yaml`,
      });
    }
  }
  return problems;
}

async function casesOf(folder: string, policy: Policy): Promise<Problem[]> {
  const names = (await readdir(folder))
    .filter(name => /^(good|bad)-.*\.ya?ml$/.test(name))
    .sort();
  const problems: Problem[] = [];
  for (const kind of ['good', 'bad']) {
    if (!names.some(name => name.startsWith(`${kind}-`))) {
      problems.push({
        file: folder,
        at: '',
        message: `the policy ${policy.id} has no ${kind} manifest`,
        remedy: `Add a ${kind}-*.yaml`,
      });
    }
  }
  for (const name of names) {
    problems.push(...(await caseOf(path.join(folder, name), policy)));
  }
  return problems;
}

async function caseOf(file: string, policy: Policy): Promise<Problem[]> {
  const resources = readManifests([await readText(file)]).map(
    ({ object }) => object,
  );
  const good = path.basename(file).startsWith('good-');
  return testPolicies({ policies: [policy], resources })
    .filter(({ result }) =>
      good ? result === 'fail' || result === 'error' : result !== 'fail',
    )
    .map(({ resource, result, message }) => ({
      file,
      at: '',
      message: `${resource} gives ${result} for the policy ${policy.id}${
        message ? `: ${message}` : ''
      }`,
      remedy: `Mend the policy or the test: a ${
        good ? 'good manifest passes' : 'bad manifest fails'
      }`,
    }));
}
