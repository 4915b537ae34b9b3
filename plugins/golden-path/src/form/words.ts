/** What is wrong and what to do, as two sentences beside a field. */
export function inSentences(problem: {
  message: string;
  remedy: string;
}): string {
  return `${asSentence(problem.message)} ${asSentence(problem.remedy)}`;
}

/** With a capital and a full stop, unless it brings its own; a name or a path in front stays as it is written. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  const [first = ''] = trimmed.split(' ');
  const start = /^[a-z]+$/.test(first)
    ? trimmed.charAt(0).toLocaleUpperCase() + trimmed.slice(1)
    : trimmed;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

/** Kinds of reviewer as people say them: a group by its name. */
export function reviewersInWords(reviewers: readonly string[]): string {
  return reviewers.map(reviewer => reviewer.replace(/^group:/, '')).join(', ');
}
