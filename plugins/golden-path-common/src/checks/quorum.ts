const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
];

const NUMBER = `(\\d{1,3}|${WORDS.join('|')})`;
const SHARE = new RegExp(
  `\\b${NUMBER}\\s*(?:out of|of|/)\\s*(?:the\\s+)?${NUMBER}\\b`,
  'i',
);
const COUNT = new RegExp(
  `^\\s*${NUMBER}(?:\\s+(?:members?|replicas?|nodes?|votes?))?\\s*[.]?\\s*$`,
  'i',
);

/**
 * How many members have to agree, where the answer begins with a share or is a number: `two of three members`, `2/3`,
 * `4 members`. Any other text says it in its own words, and nothing is made of it.
 */
export function quorumIn(answer: string): number | undefined {
  const stated = (SHARE.exec(answer) ?? COUNT.exec(answer))?.[1];
  if (stated === undefined) {
    return undefined;
  }
  const word = WORDS.indexOf(stated.toLowerCase());
  return word < 0 ? Number(stated) : word;
}
