import type { Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples, group } from './command';

interface PolicyTestOptions {
  policies?: string;
  json?: boolean;
}

/** `fairway policy test DIR` */
export function registerPolicyTest(
  program: Command,
  context: CommandContext,
): void {
  group({
    program,
    name: 'policy',
    description: 'admission policies',
    examples: ['policy test gitops/clusters/prod-eu-1'],
  })
    .command('test')
    .description(
      'evaluates ValidatingAdmissionPolicy documents over a folder of Kubernetes manifests',
    )
    .argument('<path>', 'manifests: a file, or a folder')
    .option(
      '--policies <path>',
      'file or folder of the policies (those of the contract, and those among the manifests)',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'policy test gitops/clusters/prod-eu-1',
        'policy test manifests/ --policies my-policies/ --json',
      ),
    )
    .action(async (folder: string, options: PolicyTestOptions) => {
      const { runPolicyTest } = await lazily(
        () => import('../policy/runPolicyTest'),
      );
      await runPolicyTest({ folder, ...options, ...context });
    });
}
