/** The first heading of what the page shows in sections of its own. */
const SHOWN_ELSEWHERE = '\n## Findings\n';

/** The part of a request's text that says what it is for, with the evidence that came with it. */
export function purposeIn(body: string): string {
  const [purpose] = body.split(SHOWN_ELSEWHERE);
  return purpose.trim();
}
