import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';

interface DiffOptions {
  contract?: string;
  fleet?: string;
  catalog?: string;
  json?: boolean;
  now?: string;
}

/** `fairway diff OLD NEW` */
export function registerDiff(program: Command, context: CommandContext): void {
  program
    .command('diff')
    .description('tells what changes, per service')
    .argument('<old>', 'an intent, a contract, or a folder of intents')
    .argument('<new>', 'the same kind of thing, newer')
    .option('--contract <dir>', 'folder of the platform contract (platform/)')
    .option(
      '--fleet <dir>',
      'folder of the other intents; with two contracts, the services to compare',
    )
    .option(
      '--catalog <path>',
      'file or folder of the Group and System entities that intents may name',
    )
    .option('--json', 'print one JSON document')
    .option('--now <moment>', 'moment for which exceptions count (now)')
    .addHelpText(
      'after',
      examples(
        'diff payments-api.yaml payments-api-new.yaml',
        'diff platform/ platform-next/ --fleet services/',
        'diff services-before/ services/ --json',
      ),
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { runDiff } = await lazily(() => import('../diff/runDiff'));
      await runDiff({ before, after, ...options, ...context });
    });
}
