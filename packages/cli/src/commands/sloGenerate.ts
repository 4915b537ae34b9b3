import { Option, type Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';
import { sloGroup } from './sloGroup';

interface SloGenerateOptions {
  format: string;
  period?: string;
  windows?: string;
  extraLabel: string[];
  disableAlerts?: boolean;
  disableRecordings?: boolean;
  contract?: string;
  out?: string;
}

/** `fairway slo generate FILE` */
export function registerSloGenerate(
  program: Command,
  context: CommandContext,
): void {
  sloGroup(program)
    .command('generate')
    .description(
      'writes the rules of objectives: of OpenSLO, Sloth and Pyrra documents, and of service intents',
    )
    .argument('<file...>', 'documents of objectives, or folders of them')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(['prometheus', 'prometheus-rule', 'openslo'])
        .default('prometheus'),
    )
    .option(
      '--period <duration>',
      'period of the budgets of documents that name none (30d)',
    )
    .option(
      '--windows <file>',
      "windows and factors of the alerts: Sloth's AlertWindows document",
    )
    .option(
      '--extra-label <name=value>',
      'label on every rule; repeat it for more',
      (label: string, labels: string[]) => [...labels, label],
      [],
    )
    .option('--disable-alerts', 'write no alerts')
    .option('--disable-recordings', 'write no recordings')
    .option(
      '--contract <dir>',
      'folder of the platform contract, for service intents (platform/)',
    )
    .option('--out <file>', 'write to this file (stdout)')
    .addHelpText(
      'after',
      examples(
        'slo generate slo.yaml > rules.yaml',
        'slo generate slo.yaml --format prometheus-rule --extra-label team=payments',
        'slo generate slos/ --period 28d --windows windows.yaml --out rules.yaml',
        'slo generate pyrra.yaml --format openslo',
      ),
    )
    .action(async (files: string[], options: SloGenerateOptions) => {
      const { runSloGenerate } = await lazily(
        () => import('../slo/runSloGenerate'),
      );
      await runSloGenerate({ files, ...options, ...context });
    });
}
