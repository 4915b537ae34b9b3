import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';

interface ExplainOptions {
  object: string;
  field?: string;
  contract?: string;
  fleet?: string;
  catalog?: string;
  json?: boolean;
  now?: string;
}

/** `fairway explain FILE --object KIND/NAME` */
export function registerExplain(
  program: Command,
  context: CommandContext,
): void {
  program
    .command('explain')
    .description('tells why an object, or a field of it, is as it is')
    .argument('<file>', 'service intent')
    .requiredOption('--object <kind/name>', 'the derived object')
    .option('--field <pointer>', 'JSON pointer of a field of it')
    .option('--contract <dir>', 'folder of the platform contract (platform/)')
    .option('--fleet <dir>', 'folder of the other intents')
    .option(
      '--catalog <path>',
      'file or folder of the Group and System entities that intents may name',
    )
    .option('--json', 'print one JSON document')
    .option('--now <moment>', 'moment for which exceptions count (now)')
    .addHelpText(
      'after',
      examples(
        'explain payments-api.yaml --object PodDisruptionBudget/payments-api',
        'explain payments-api.yaml --object HorizontalPodAutoscaler/payments-api --field /spec/maxReplicas',
      ),
    )
    .action(async (file: string, options: ExplainOptions) => {
      const { runExplain } = await lazily(
        () => import('../explain/runExplain'),
      );
      await runExplain({ file, ...options, ...context });
    });
}
