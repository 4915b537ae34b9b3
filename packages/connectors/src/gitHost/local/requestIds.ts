/** Kind of this host, the first part of its request ids. */
export const HOST_NAME = 'local';

/** Where the branches of services are. */
export const BRANCHES = 'refs/heads/fairway/';

/** Where the head of every request stays, also when its branch is gone: its diff can be read for ever. */
export const REQUEST_REFS = 'refs/fairway/requests/';

export function idOf(number: number): string {
  return `${HOST_NAME}-${number}`;
}

/** The number in an id that stands in a trailer; undefined when it is none of ours. */
export function numberOf(id: string | undefined): number | undefined {
  const digits = /^local-([1-9]\d{0,8})$/.exec(id ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function requestRef(number: number): string {
  return `${REQUEST_REFS}${number}`;
}
