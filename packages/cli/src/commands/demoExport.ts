import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples, group } from './command';

interface DemoExportOptions {
  services?: string;
  seed?: string;
  out: string;
}

/** `fairway demo export` */
export function registerDemoExport(
  program: Command,
  context: CommandContext,
): void {
  group({
    program,
    name: 'demo',
    description: 'a made-up company to try things with',
    examples: ['demo export --out demo/'],
  })
    .command('export')
    .description(
      'writes the intents and resources of the demo estate, which compile under the shipped contract',
    )
    .option('--services <n>', 'how many services, 10 to 4000 (400)')
    .option('--seed <s>', 'the same seed gives the same company (1)')
    .requiredOption('--out <dir>', 'folder to write to')
    .addHelpText(
      'after',
      examples(
        'demo export --out demo/',
        'demo export --services 4000 --seed 7 --out big/',
        'compile demo/ --fleet demo/',
      ),
    )
    .action(async (options: DemoExportOptions) => {
      const { runDemoExport } = await lazily(
        () => import('../demo/runDemoExport'),
      );
      await runDemoExport({ ...options, ...context });
    });
}
