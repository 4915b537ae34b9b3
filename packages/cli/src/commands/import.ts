import type { Command } from 'commander';
import type { AnswerOptions } from '../import/answers';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples, group } from './command';

interface ImportOptions extends AnswerOptions {
  out?: string;
  json?: boolean;
}

/** `fairway import score FILE…` and `fairway import kubernetes DIR` */
export function registerImport(
  program: Command,
  context: CommandContext,
): void {
  const commands = group({
    program,
    name: 'import',
    description: 'drafts of intents from what runs already',
    examples: [
      'import kubernetes manifests/ --owner group:shop --system shop',
      'import score score.yaml --owner group:shop --system shop',
    ],
  });
  withAnswers(
    commands
      .command('kubernetes')
      .description('drafts intents from the manifests of one environment')
      .argument('<dir>', 'manifests'),
  )
    .addHelpText(
      'after',
      examples(
        'import kubernetes manifests/',
        'import kubernetes manifests/ --owner group:shop --system shop --tier tier-2 --out gitops/',
        'import kubernetes manifests/ --digests digests.yaml --json',
      ),
    )
    .action(async (folder: string, options: ImportOptions) => {
      const { runImportKubernetes } = await lazily(
        () => import('../import/runImport'),
      );
      await runImportKubernetes({ folder, ...options, ...context });
    });
  withAnswers(
    commands
      .command('score')
      .description('drafts intents from Score workloads (score.dev/v1b1)')
      .argument('<file...>', 'Score workloads: YAML files'),
  )
    .addHelpText(
      'after',
      examples(
        'import score score.yaml',
        'import score cart/score.yaml checkout/score.yaml --owner group:shop --system shop --out gitops/',
      ),
    )
    .action(async (files: string[], options: ImportOptions) => {
      const { runImportScore } = await lazily(
        () => import('../import/runImport'),
      );
      await runImportScore({ files, ...options, ...context });
    });
}

/** What those who import can say for every service at once. */
function withAnswers(command: Command): Command {
  return command
    .option('--owner <group>', 'catalog group that owns them: group:<name>')
    .option(
      '--system <system>',
      'system of the catalog that they are a part of',
    )
    .option('--tier <tier>', 'tier-1, tier-2 or tier-3')
    .option(
      '--data-classification <class>',
      'public, internal, confidential or restricted',
    )
    .option('--runtime <runtime>', 'language or platform they are written in')
    .option('--environments <names>', 'where they run, as in dev,test')
    .option('--registry <prefix>', 'where images of other registries will be')
    .option('--tag <tag>', 'tag of images that state no version')
    .option('--digests <file>', 'YAML or JSON: image name to sha256:…')
    .option('--domain <domain>', 'domain of public hosts that nothing states')
    .option('--contract <dir>', 'folder of the platform contract (platform/)')
    .option('--out <dir>', 'write the drafts below this folder')
    .option('--json', 'print one JSON document');
}
