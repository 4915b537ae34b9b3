/** GitHub's advice where it does not say how long its limit on writing lasts. */
const PAUSE_SECONDS = '60';

/**
 * GitHub's secondary limit (too much written in a short time) may come as a 403 that differs from a missing permission
 * by its words alone. This gives such answers the header that says so.
 */
export function tellSecondaryLimit(
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.status !== 403 || answer.headers.has('retry-after')) {
      return answer;
    }
    const words = await answer.clone().text();
    if (!/secondary rate limit|abuse detection/i.test(words)) {
      return answer;
    }
    const headers = new Headers(answer.headers);
    headers.set('retry-after', PAUSE_SECONDS);
    return new Response(words, { status: 403, headers });
  };
}
