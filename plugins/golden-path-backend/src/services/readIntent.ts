import {
  checkIntent,
  parseIntent,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { ProblemsError } from '../errors';

/** An intent as data, or as YAML with a name for messages. */
export type IntentInput = { intent: unknown } | { text: string; file?: string };

/** Reads an intent from outside. @throws InputError with every problem, each with its path and, for YAML, line. */
export function readIntent(input: IntentInput): {
  intent: ServiceIntent;
  lineOf(pointer: string): number | undefined;
} {
  const parsed =
    'text' in input
      ? parseIntent(input.text, { file: input.file ?? 'intent.yaml' })
      : checkIntent(input.intent);
  if (!parsed.ok) {
    throw new ProblemsError(parsed.problems);
  }
  return { intent: parsed.value, lineOf: parsed.lineOf };
}
