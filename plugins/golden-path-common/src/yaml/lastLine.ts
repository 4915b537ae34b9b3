/**
 * The last line of a text that anybody could look at, from 1: parsers tell what they miss at the end on the line after it,
 * which is none when the text ends with a line break.
 */
export function lastLineOf(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
