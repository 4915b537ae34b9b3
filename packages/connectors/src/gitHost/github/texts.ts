/** GitHub refuses longer ones. */
const MAX_TITLE = 256;
const MAX_BODY = 65_536;
/** Of a body that is too long, so much of its end stays: what is not for people stands there. */
const KEPT_END = 17_000;
const GAP = '\n\n…\n\n';

/** A title as GitHub takes it: one that is too long is shortened in a way that one sees. */
export function fittedTitle(title: string): string {
  return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title;
}

/** A body as GitHub takes it, likewise. */
export function fittedBody(body: string): string {
  return body.length <= MAX_BODY
    ? body
    : `${body.slice(0, MAX_BODY - KEPT_END - GAP.length)}${GAP}${body.slice(
        -KEPT_END,
      )}`;
}
