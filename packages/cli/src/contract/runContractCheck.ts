import { formatProblem } from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../commands/command';
import { defaultContractFolder, readContract } from '../lib/contract';
import { runPolicyCases } from './policyCases';

/** Validates a contract with its policies, and runs the tests that lie beside the policies. */
export async function runContractCheck(
  options: CommandContext & { folder?: string; json?: boolean },
): Promise<void> {
  const { terminal } = options;
  const folder = options.folder ?? defaultContractFolder();
  const read = await readContract(folder);
  const problems =
    'problems' in read
      ? read.problems
      : await runPolicyCases({ folder, contract: read.contract });
  for (const problem of problems) {
    terminal.error(formatProblem(problem));
  }
  if (problems.length > 0) {
    options.fails();
  }
  if (options.json) {
    await terminal.json({
      folder,
      ...('contract' in read
        ? { contractVersion: read.contract.metadata.version }
        : {}),
      problems,
    });
  } else if ('contract' in read && problems.length === 0) {
    const { metadata, policies } = read.contract;
    await terminal.print(
      `${folder}: contract ${metadata.version} with ${policies.length} policies is fine`,
    );
  }
}
