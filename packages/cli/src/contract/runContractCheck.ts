import {
  formatProblem,
  type PlatformContract,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { defaultContractFolder, readContract } from '../lib/contract';
import { momentOf } from '../lib/now';
import { runPolicyCases } from './policyCases';
import {
  checkTemplates,
  templatesFolder,
  type TemplatesReport,
} from './templateTests';

interface CheckOptions {
  folder?: string;
  /** Folder of the templates, where it is not beside the contract. */
  templates?: string;
  /** Actions of the scaffolder that Fairway does not bring. */
  action?: string[];
  update?: boolean;
  json?: boolean;
  now?: string;
}

/**
 * Validates a contract with its policies and the templates beside it, and runs the tests that lie beside policies
 * and templates.
 */
export async function runContractCheck(
  options: CommandContext & CheckOptions,
): Promise<void> {
  const { terminal } = options;
  const folder = options.folder ?? defaultContractFolder();
  const read = await readContract(folder);
  const { problems, report } =
    'problems' in read
      ? { problems: read.problems, report: undefined }
      : await checkAll({ ...options, folder, contract: read.contract });
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
      ...(report
        ? { templates: report.templates, updated: report.updated }
        : {}),
      problems,
    });
    return;
  }
  for (const updated of report?.updated ?? []) {
    await terminal.print(
      `${updated}: wrote what is expected; read it before you commit it`,
    );
  }
  if ('contract' in read && problems.length === 0) {
    const { metadata, policies } = read.contract;
    await terminal.print(
      `${folder}: contract ${metadata.version} with ${policies.length} policies is fine`,
    );
    for (const { name, tests } of report?.templates ?? []) {
      await terminal.print(
        `template ${name} is fine, and does what its tests expect (${tests.join(
          ', ',
        )})`,
      );
    }
  }
}

async function checkAll(
  options: CommandContext &
    CheckOptions & { folder: string; contract: PlatformContract },
): Promise<{ problems: Problem[]; report?: TemplatesReport }> {
  const { folder, contract, update } = options;
  const problems = await runPolicyCases({ folder, contract });
  const templates = await templatesFolder({
    named: options.templates,
    contract: folder,
  });
  if (templates === undefined) {
    return { problems };
  }
  const report = await checkTemplates({
    folder: templates,
    contract,
    now: momentOf(options.now),
    update,
    actions: options.action,
    progress: options.terminal.progress,
  });
  return { problems: [...problems, ...report.problems], report };
}
