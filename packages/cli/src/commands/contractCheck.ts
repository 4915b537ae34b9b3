import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples, group } from './command';

interface CheckOptions {
  templates?: string;
  action?: string[];
  update?: boolean;
  now?: string;
  json?: boolean;
}

/** `fairway contract check [DIR]` */
export function registerContractCheck(
  program: Command,
  context: CommandContext,
): void {
  group({
    program,
    name: 'contract',
    description: 'the platform contract',
    examples: ['contract check', 'contract check platform-next/'],
  })
    .command('check')
    .description(
      'validates a contract, its policies and the templates beside it, and runs their tests',
    )
    .argument('[dir]', 'folder of the contract (platform/)')
    .option(
      '--templates <dir>',
      'folder of the templates (templates/ in or beside that of the contract)',
    )
    .option(
      '--action <name...>',
      'actions that your own scaffolder modules bring',
    )
    .option('--update', 'write what the template tests give as expected')
    .option('--now <moment>', 'moment for which exceptions count (now)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'contract check',
        'contract check platform-next/ --templates templates/',
        'contract check --update',
      ),
    )
    .action(async (folder: string | undefined, options: CheckOptions) => {
      const { runContractCheck } = await lazily(
        () => import('../contract/runContractCheck'),
      );
      await runContractCheck({ folder, ...options, ...context });
    });
}
