import { InputError } from '@backstage/errors';

/**
 * Kubernetes quantities as exact whole numbers: CPU in thousandths of a core, memory and storage in bytes.
 * A part of a unit rounds up, as Kubernetes does, so nothing that is asked for is ever lost.
 */

const QUANTITY =
  /^\+?([0-9]+)?(?:\.([0-9]*))?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?[0-9]{1,2})?$/;

const DECIMAL_EXPONENTS: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const BINARY_UNITS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The quantity times `scale`, rounded up. */
function scaled(text: string, scale: bigint, example: string): number {
  const match = QUANTITY.exec(text);
  const [, whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || (whole === '' && fraction === '') || text.length > 40) {
    throw new InputError(
      `"${text}" is not a quantity; write one such as ${example}`,
    );
  }
  let numerator = BigInt(whole + fraction) * scale;
  let exponent = -fraction.length;
  const binary = BINARY_UNITS.indexOf(suffix);
  if (binary >= 0) {
    numerator *= 1024n ** BigInt(binary + 1);
  } else if (suffix in DECIMAL_EXPONENTS) {
    exponent += DECIMAL_EXPONENTS[suffix];
  } else if (suffix !== '') {
    exponent += Number(suffix.slice(1));
  }
  let result: bigint;
  if (exponent >= 0) {
    result = numerator * 10n ** BigInt(exponent);
  } else {
    const divisor = 10n ** BigInt(-exponent);
    result = (numerator + divisor - 1n) / divisor;
  }
  const number = Number(result);
  if (!Number.isSafeInteger(number)) {
    throw new InputError(
      `"${text}" is too large; write one such as ${example}`,
    );
  }
  return number;
}

/**
 * CPU in thousandths of a core: `500m` is 500, `2` is 2000, `0.25` is 250.
 * @throws InputError when the text is not a quantity.
 * @public
 */
export function cpuToMillis(cpu: string): number {
  return scaled(cpu, 1000n, '500m or 2');
}

/**
 * Memory or storage in bytes: `768Mi` is 805306368, `1G` is 1000000000.
 * @throws InputError when the text is not a quantity.
 * @public
 */
export function bytesOf(amount: string): number {
  return scaled(amount, 1n, '768Mi or 2Gi');
}

function assertWhole(value: number, unit: string): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new InputError(
      `${value} is not a whole number of ${unit}; give an integer of 0 or more`,
    );
  }
}

/**
 * Thousandths of a core as Kubernetes writes them in short: `500m`, `2`.
 * @throws InputError when the number is negative or not whole.
 * @public
 */
export function formatCpu(millis: number): string {
  assertWhole(millis, 'thousandths of a core');
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/**
 * Bytes in the largest binary unit up to Ti that holds them exactly: `768Mi`, `2Gi`, `1500`.
 * @throws InputError when the number is negative or not whole.
 * @public
 */
export function formatBytes(bytes: number): string {
  assertWhole(bytes, 'bytes');
  let amount = bytes;
  let unit = '';
  for (const next of BINARY_UNITS.slice(0, 4)) {
    if (amount === 0 || amount % 1024 !== 0) {
      break;
    }
    amount /= 1024;
    unit = next;
  }
  return `${amount}${unit}`;
}
