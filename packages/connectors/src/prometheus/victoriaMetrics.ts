/** A text in double quotes, as Go writes it. */
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
/** `error when executing query="…" for (time=…, step=…): cannot evaluate "…": `, with the whole query, twice over. */
const ECHO = new RegExp(
  `^(?:error when executing query=${QUOTED} (?:for|on the time range) \\([^)]*\\)|cannot execute(?: query| ${QUOTED})?|cannot evaluate ${QUOTED}): `,
);
/** Of an error: a query twice over, each of its characters escaped, and what is wrong. */
const MOST_CHARACTERS = 100_000;
const ELSEWHERE =
  /unsupported path requested|missing -http\.pathPrefix|cannot parse path/;

/**
 * What VictoriaMetrics says is wrong, without the query and the time that it begins with: they may be longer than what
 * is shown of it, and are others at every look. The words of others stay as they are.
 */
export function withoutEcho(error: string): string {
  let left = error.slice(0, MOST_CHARACTERS);
  for (let found = ECHO.exec(left); found; found = ECHO.exec(left)) {
    left = left.slice(found[0].length);
  }
  return left;
}

/** Whether it says that nothing is served at this address. Its status is that of a query that is wrong: 400. */
export function isNoPathOfIts(body: string): boolean {
  return ELSEWHERE.test(body);
}

/** Whether it ran out of time: it has no `errorType` for that. */
export function ranOutOfTime(error: string): boolean {
  return error.startsWith('timeout exceeded');
}
