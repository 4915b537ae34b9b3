/** Numbers of objectives as people read them. */

const MINUS = '\u2212';

/** Decimal places of a target as percent: 0.9995 has 2. */
function placesOf(target: number): number {
  const [, places = ''] = String(Number((target * 100).toPrecision(12))).split(
    '.',
  );
  return places.length;
}

/** Cut, and never rounded up: what is below the objective must not look as if it were met. */
function cut(value: number, places: number): string {
  const scale = 10 ** places;
  const exact = Number((value * scale).toPrecision(12));
  return (Math.floor(exact) / scale).toFixed(places).replace('-', MINUS);
}

/** An indicator with at least as many nines as its objective: 0.99946 against 0.9995 is `99.94 %`. */
export function formatSli(options: { sli: number; target: number }): string {
  const { sli, target } = options;
  return Number.isFinite(sli)
    ? `${cut(sli * 100, Math.max(2, placesOf(target)))} %`
    : '–';
}

/** Share of a budget that is left; below nothing it is overspent: `62.4 %`, `−12 %`. */
export function formatLeft(ratio: number): string {
  if (!Number.isFinite(ratio)) {
    return '–';
  }
  const percent = Number((ratio * 100).toPrecision(12));
  if (percent > 0 && percent < 0.1) {
    return '< 0.1 %';
  }
  const places = Math.abs(percent) >= 100 ? 0 : 1;
  return `${cut(percent, places).replace(/\.0$/, '')} %`;
}

/** Times the pace that would spend a budget exactly: `14.4×`, `0.25×`. */
export function formatBurn(rate: number): string {
  if (!Number.isFinite(rate)) {
    return '–';
  }
  if (rate > 0 && rate < 0.01) {
    return '< 0.01×';
  }
  let places = 2;
  if (rate >= 100) {
    places = 0;
  } else if (rate >= 10) {
    places = 1;
  }
  return `${Number(rate.toFixed(places))}×`;
}
