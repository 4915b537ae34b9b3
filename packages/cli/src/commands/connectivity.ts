import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';

/** `fairway connectivity DIR` */
export function registerConnectivity(
  program: Command,
  context: CommandContext,
): void {
  program
    .command('connectivity')
    .description(
      'who may talk to whom by the NetworkPolicies among the manifests of one cluster',
    )
    .argument('<path>', 'manifests: a file, or a folder')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'connectivity gitops/clusters/prod-eu-1',
        'connectivity manifests/ --json',
      ),
    )
    .action(async (folder: string, options: { json?: boolean }) => {
      const { runConnectivity } = await lazily(
        () => import('../connectivity/runConnectivity'),
      );
      await runConnectivity({ folder, ...options, ...context });
    });
}
