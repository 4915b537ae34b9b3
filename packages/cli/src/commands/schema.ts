import { Argument, type Command } from 'commander';
import type { CommandContext } from '../lib/context';
import { lazily } from '../lib/lazily';
import { examples } from './command';

/** `fairway schema intent|contract` */
export function registerSchema(
  program: Command,
  context: CommandContext,
): void {
  program
    .command('schema')
    .description('prints the JSON Schema of a document, for editors')
    .addArgument(
      new Argument(
        '<document>',
        'a service intent, or a file of the platform contract',
      ).choices(['intent', 'contract']),
    )
    .addHelpText(
      'after',
      `${examples(
        'schema intent > service-intent.schema.json',
        'schema contract > platform-contract.schema.json',
      )}

Then the first line of a document tells an editor where its schema is:
  # yaml-language-server: $schema=service-intent.schema.json`,
    )
    .action(async (document: 'intent' | 'contract') => {
      const { printSchema } = await lazily(
        () => import('../schema/printSchema'),
      );
      await printSchema({ document, ...context });
    });
}
