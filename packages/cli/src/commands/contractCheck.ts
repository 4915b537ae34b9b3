import type { Command } from 'commander';
import { lazily } from '../lib/lazily';
import { examples, group, type CommandContext } from './command';

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
    .description('validates a contract and its policies, and runs their tests')
    .argument('[dir]', 'folder of the contract (platform/)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('contract check', 'contract check platform-next/'),
    )
    .action(async (folder: string | undefined, options: { json?: boolean }) => {
      const { runContractCheck } = await lazily(
        () => import('../contract/runContractCheck'),
      );
      await runContractCheck({ folder, ...options, ...context });
    });
}
