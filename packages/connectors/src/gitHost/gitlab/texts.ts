/** GitLab refuses longer ones. */
const MAX_TITLE = 255;
const DRAFT = 'Draft: ';
/** What GitLab takes for the mark of a draft at the beginning of a title. */
const DRAFT_MARKS = /^\s*(?:(?:\[draft\]|\(draft\)|draft:)\s*)+/i;
/** A line that GitLab would carry out and take away, such as `/merge` or `/approve`. */
const QUICK_ACTION = /^([ \t]*)\/(?=[a-z_])/gim;
const ESCAPED = /^([ \t]*)\\\/(?=[a-z_])/gim;

/** A title as GitLab takes it: its mark tells a draft, and nothing else may begin with one. */
export function toTitle({
  title,
  draft,
}: {
  title: string;
  draft: boolean;
}): string {
  const plain = title.replace(DRAFT_MARKS, '');
  const whole = `${draft ? DRAFT : ''}${plain === '' ? title.trim() : plain}`;
  return whole.length > MAX_TITLE ? `${whole.slice(0, MAX_TITLE - 1)}…` : whole;
}

/** The title without the mark of a draft. */
export function fromTitle({
  title,
  draft,
}: {
  title: string;
  draft: boolean;
}): string {
  return draft ? title.replace(DRAFT_MARKS, '') : title;
}

/**
 * Text in which nothing is a quick action: those are carried out with the rights of the account that writes, which is
 * the portal's.
 */
export function toDescription(text: string): string {
  return text.replace(QUICK_ACTION, '$1\\/');
}

/** Undoes {@link toDescription}. */
export function fromDescription(text: string): string {
  return text.replace(ESCAPED, '$1/');
}
