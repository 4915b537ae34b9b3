const SECOND = 1000;
/** GitHub asks for this much where its limit on writing gives no time. */
const UNTOLD_MS = 60 * SECOND;
/** From here on a number of seconds is a time and no duration. */
const EPOCH_SECONDS = 1_000_000_000;

/**
 * How long a host asks to wait, in milliseconds; undefined when it does not ask. Understands `Retry-After` (seconds
 * or a date) and the limits of GitHub (`x-ratelimit-*`), GitLab and Gitea (`ratelimit-*`).
 */
export function waitAskedFor(options: {
  status: number;
  headers: Headers;
  now: number;
}): number | undefined {
  const { status, headers, now } = options;
  const after = afterOf(headers.get('retry-after'), now);
  const spent =
    headers.get('x-ratelimit-remaining') === '0' ||
    headers.get('ratelimit-remaining') === '0';
  const limited =
    status === 429 ||
    (status === 403 && (spent || after !== undefined)) ||
    (status === 503 && after !== undefined);
  if (!limited) {
    return undefined;
  }
  return (
    after ??
    resetOf(
      headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'),
      now,
    ) ??
    UNTOLD_MS
  );
}

function afterOf(value: string | null, now: number): number | undefined {
  if (value === null) {
    return undefined;
  }
  if (/^\d{1,9}$/.test(value)) {
    return Number(value) * SECOND;
  }
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function resetOf(value: string | null, now: number): number | undefined {
  if (value === null || !/^\d{1,12}$/.test(value)) {
    return undefined;
  }
  const seconds = Number(value);
  return seconds < EPOCH_SECONDS
    ? seconds * SECOND
    : Math.max(0, seconds * SECOND - now);
}
