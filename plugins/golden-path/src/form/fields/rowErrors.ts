import { contentAt } from '../content';

function allMessages(errors: unknown): string[] {
  return Object.entries(Object(errors)).flatMap(([key, member]) =>
    key === '__errors'
      ? (Array.isArray(member) ? member : []).map(String)
      : allMessages(member),
  );
}

/** What is wrong with a row of a list: with the row as a whole and with its inputs, each thing once. */
export function messagesUnder(errors: unknown, index: number): string[] {
  return [...new Set(allMessages(contentAt(errors, [String(index)])))];
}

/**
 * Whether an input of a row is the wrong one. What is about the row as a whole is told at its first input, so that
 * the row is red wherever one looks, and the keyboard has somewhere to go.
 */
export function isWrong(options: {
  errors: unknown;
  index: number;
  /** The input's key in the row. */
  part: string;
  /** True for the input that speaks for the row. */
  isMain?: boolean;
  /** The keys that have inputs of their own. */
  parts: readonly string[];
}): boolean {
  const { errors, index, part, isMain = false, parts } = options;
  const row = contentAt(errors, [String(index)]);
  if (allMessages(contentAt(row, [part])).length) {
    return true;
  }
  const elsewhere = parts.filter(each => each !== part);
  return (
    isMain &&
    Object.entries(Object(row)).some(
      ([key, member]) =>
        !elsewhere.includes(key) && allMessages({ [key]: member }).length > 0,
    )
  );
}
