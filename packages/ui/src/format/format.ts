const MINUS = '\u2212';

/**
 * Decimal text as money of its currency: `€1,234.50`. The amount stays text until here, so nothing is rounded
 * but what is shown.
 * @public
 */
export function formatMoney(options: {
  amount: string;
  currency: string;
  locale?: string;
  /** Show `+` before a rise. */
  signed?: boolean;
}): string {
  const { amount, currency, locale, signed } = options;
  const value = Number(amount);
  if (amount.trim() === '' || !Number.isFinite(value)) {
    return '–';
  }
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    signDisplay: signed ? 'exceptZero' : 'auto',
  })
    .format(value)
    .replace('-', MINUS);
}

/** The difference of two decimal texts, to the hundredth. @public */
export function moneyDifference(before: string, after: string): string {
  return (Math.round((Number(after) - Number(before)) * 100) / 100).toFixed(2);
}

const UNITS: [string, number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** Seconds as at most two units: `2 d 4 h`, `90 s` becomes `1 min 30 s`. @public */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const sign = seconds < 0 ? MINUS : '';
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) {
      parts.push(`${count} ${unit}`);
      rest -= count * size;
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.length === 0 ? '0 s' : `${sign}${parts.join(' ')}`;
}

/**
 * A ratio as percent with as many nines as it has: 0.9995 is `99.95 %`, 0.5 is `50 %`. Four decimals at most,
 * and never rounded up to 100 %.
 * @public
 */
export function formatPercent(ratio: number): string {
  if (!Number.isFinite(ratio)) {
    return '–';
  }
  const percent = Number((ratio * 100).toPrecision(12));
  const cut = Math.trunc(percent * 10_000 + Math.sign(percent) * 1e-7) / 10_000;
  return `${String(cut).replace('-', MINUS)} %`;
}

/** How long ago, in one unit: `3 d`. @public */
export function formatAge(options: { since: string; now: number }): string {
  const seconds = Math.max(0, (options.now - Date.parse(options.since)) / 1000);
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** Local time to the minute. @public */
export function formatLocalTime(iso: string, locale?: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? '–'
    : new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
      }).format(time);
}

/** A day of the calendar, the same wherever one is: `Nov 21, 2026`. @public */
export function formatDate(iso: string, locale?: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? '–'
    : new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeZone: 'UTC',
      }).format(time);
}

/** `2026-11-21 09:33:56 UTC`. @public */
export function formatUtc(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? '–'
    : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Cuts a text in the middle, so that start and end stay readable. @public */
export function truncateMiddle(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  const end = Math.floor((max - 1) / 2);
  return `${text.slice(0, max - 1 - end)}…${text.slice(text.length - end)}`;
}
