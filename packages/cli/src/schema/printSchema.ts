import {
  contractFileJsonSchema,
  intentJsonSchema,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';

/** Prints the JSON Schema that an editor checks a file against. */
export async function printSchema(
  options: CommandContext & { document: 'intent' | 'contract' },
): Promise<void> {
  await options.terminal.json(
    options.document === 'intent'
      ? intentJsonSchema()
      : contractFileJsonSchema(),
  );
}
