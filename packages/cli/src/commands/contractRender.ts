import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples, group } from './command';

interface ContractRenderOptions {
  fleet?: string;
  out?: string;
  json?: boolean;
  now?: string;
}

/** `fairway contract render [DIR]` */
export function registerContractRender(
  program: Command,
  context: CommandContext,
): void {
  group({
    program,
    name: 'contract',
    description: 'the platform contract',
    examples: ['contract check', 'contract check platform-next/'],
  })
    .command('render')
    .description(
      'renders what the contract puts into every cluster: its policies, in the form of the product that enforces them',
    )
    .argument('[dir]', 'folder of the contract (platform/)')
    .option(
      '--fleet <dir>',
      'folder of the intents, which tell where the services of exceptions live',
    )
    .option('--out <dir>', 'write one file per object below this folder')
    .option('--json', 'print one JSON document')
    .option('--now <moment>', 'moment for which exceptions count (now)')
    .addHelpText(
      'after',
      examples(
        'contract render',
        'contract render --fleet services/ --out gitops/',
        'contract render platform-next/ --json',
      ),
    )
    .action(
      async (folder: string | undefined, options: ContractRenderOptions) => {
        const { runContractRender } = await lazily(
          () => import('../contract/runContractRender'),
        );
        await runContractRender({ folder, ...options, ...context });
      },
    );
}
