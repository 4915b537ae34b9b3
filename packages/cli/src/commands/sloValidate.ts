import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';
import { sloGroup } from './sloGroup';

interface SloValidateOptions {
  period?: string;
  contract?: string;
  json?: boolean;
}

/** `fairway slo validate FILE…` */
export function registerSloValidate(
  program: Command,
  context: CommandContext,
): void {
  sloGroup(program)
    .command('validate')
    .description(
      'checks documents of objectives, and that no two of them have the same id',
    )
    .argument('<file...>', 'documents of objectives, or folders of them')
    .option(
      '--period <duration>',
      'period of the budgets of documents that name none (30d)',
    )
    .option(
      '--contract <dir>',
      'folder of the platform contract, for service intents (platform/)',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'slo validate slo.yaml',
        'slo validate slos/ pyrra.yaml',
        'slo validate slos/ --json',
      ),
    )
    .action(async (files: string[], options: SloValidateOptions) => {
      const { runSloValidate } = await lazily(
        () => import('../slo/runSloValidate'),
      );
      await runSloValidate({ files, ...options, ...context });
    });
}
