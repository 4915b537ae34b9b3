import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';

interface CompileOptions {
  contract?: string;
  fleet?: string;
  catalog?: string;
  env?: string;
  out?: string;
  json?: boolean;
  now?: string;
}

/** `fairway compile FILE…` */
export function registerCompile(
  program: Command,
  context: CommandContext,
): void {
  program
    .command('compile')
    .description(
      'compiles service intents into everything that production needs',
    )
    .argument('<file...>', 'service intents: YAML files, or folders of them')
    .option('--contract <dir>', 'folder of the platform contract (platform/)')
    .option(
      '--fleet <dir>',
      'folder of the other intents, for agreements and quota',
    )
    .option(
      '--catalog <path>',
      'file or folder of the Group and System entities that intents may name',
    )
    .option('--env <environment>', 'only this environment')
    .option('--out <dir>', 'write one file per object below this folder')
    .option('--json', 'print one JSON document')
    .option('--now <moment>', 'moment for which exceptions count (now)')
    .addHelpText(
      'after',
      examples(
        'compile payments-api.yaml',
        'compile services/ --out gitops/',
        'compile payments-api.yaml --fleet services/ --env prod --json',
        'compile services/ --catalog catalog/',
      ),
    )
    .action(async (files: string[], options: CompileOptions) => {
      const { runCompile } = await lazily(
        () => import('../compile/runCompile'),
      );
      await runCompile({ files, ...options, ...context });
    });
}
