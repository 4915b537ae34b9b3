import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  formatProblem,
  loadContract,
  type PlatformContract,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import { unusable } from './failure';
import { isFolder, readYamlFolder } from './files';
import { keepContract, keptContract } from './keptContract';

/** Where the shipped contract is: beside a published build, or in the source tree. */
const SHIPPED = ['platform', '../../../../platform'];

/** What `--contract` is when it is left out: `platform/` where one stands, else the shipped contract. */
export function defaultContractFolder(): string {
  const here = 'platform';
  // eslint-disable-next-line no-restricted-syntax -- in the source tree the folder is no part of this package
  const shipped = SHIPPED.map(each => path.resolve(__dirname, each));
  const found = [path.resolve(here), ...shipped].find(folder =>
    existsSync(path.join(folder, 'contract.yaml')),
  );
  return found === undefined ? here : path.relative('', found) || '.';
}

/** Reads a contract and all it includes, or tells every problem there is in it. */
export async function readContract(
  folder: string,
): Promise<{ contract: PlatformContract } | { problems: Problem[] }> {
  if (!(await isFolder(folder))) {
    throw unusable(
      `${folder}: a contract is a folder with a contract.yaml; name the folder`,
    );
  }
  if (!existsSync(path.join(folder, 'contract.yaml'))) {
    throw unusable(
      `${folder}: there is no contract.yaml in it; name the folder of a contract with --contract`,
    );
  }
  const files: Record<string, string> = {};
  for (const { file, text } of await readYamlFolder(folder)) {
    files[path.relative(folder, file).split(path.sep).join('/')] = text;
  }
  const kept = keptContract(folder, files);
  if (kept) {
    return { contract: kept };
  }
  const parsed = loadContract({ files });
  if (!parsed.ok) {
    return {
      problems: parsed.problems.map(problem => ({
        ...problem,
        file: path.join(folder, problem.file ?? 'contract.yaml'),
      })),
    };
  }
  keepContract(folder, files, parsed.value);
  return { contract: parsed.value };
}

/** A contract that has to be right: its problems end the command. */
export async function requireContract(
  folder: string = defaultContractFolder(),
): Promise<PlatformContract> {
  const read = await readContract(folder);
  if ('contract' in read) {
    return read.contract;
  }
  throw unusable(...read.problems.map(formatProblem));
}
