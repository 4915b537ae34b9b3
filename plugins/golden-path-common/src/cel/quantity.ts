import type { Environment } from '@marcbachmann/cel-js';
import { celError } from './celError';

const NANO = 1_000_000_000n;
const MAX_INT = 9_223_372_036_854_775_807n;

const BINARY: Record<string, bigint> = {
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
  Ti: 1024n ** 4n,
  Pi: 1024n ** 5n,
  Ei: 1024n ** 6n,
};
const DECIMAL: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const PATTERN =
  /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,3})?$/;

/** An amount as Kubernetes writes it, exact to the nano (finer parts round away from zero, as in the API server). */
export class Quantity {
  constructor(readonly nano: bigint) {}

  static parse(text: string): Quantity | undefined {
    const match = PATTERN.exec(text);
    if (!match) return undefined;
    const fraction = match[3] ?? match[4] ?? '';
    const digits = BigInt(`${match[2] ?? ''}${fraction}` || '0');
    const suffix = match[5] ?? '';
    const binary = BINARY[suffix];
    const exponent =
      (binary ? 0 : DECIMAL[suffix] ?? Number(suffix.slice(1))) -
      fraction.length +
      9;
    const scaled = digits * (binary ?? 1n);
    const nano =
      exponent >= 0
        ? scaled * 10n ** BigInt(exponent)
        : divideAwayFromZero(scaled, 10n ** BigInt(-exponent));
    return new Quantity(match[1] === '-' ? -nano : nano);
  }

  get isInteger(): boolean {
    if (this.nano % NANO !== 0n) return false;
    const whole = this.nano / NANO;
    return whole <= MAX_INT && whole >= -MAX_INT - 1n;
  }
}

function divideAwayFromZero(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function sign(value: bigint): bigint {
  if (value === 0n) return 0n;
  return value > 0n ? 1n : -1n;
}

/** `quantity()`, `isQuantity()` and their methods. */
export function registerQuantity(env: Environment): void {
  const sync = { async: false };
  const type = 'kubernetes.Quantity';
  env.registerType(type, Quantity);
  env.registerOperator(
    `${type} == ${type}`,
    (a: Quantity, b: Quantity) => a.nano === b.nano,
  );

  const quantity = (text: string) => {
    const parsed = Quantity.parse(text);
    if (!parsed)
      throw celError(`"${text}" is not a quantity such as 500m or 2Gi`);
    return parsed;
  };
  const method = (
    signature: string,
    handler: (q: Quantity, other: Quantity) => unknown,
  ) => env.registerFunction(`${type}.${signature}`, handler, sync);

  env.registerFunction(`quantity(string): ${type}`, quantity, sync);
  env.registerFunction(
    'isQuantity(string): bool',
    (text: string) => Quantity.parse(text) !== undefined,
    sync,
  );
  method(`isGreaterThan(${type}): bool`, (a, b) => a.nano > b.nano);
  method(`isLessThan(${type}): bool`, (a, b) => a.nano < b.nano);
  method(`compareTo(${type}): int`, (a, b) => sign(a.nano - b.nano));
  method(`add(${type}): ${type}`, (a, b) => new Quantity(a.nano + b.nano));
  method(`sub(${type}): ${type}`, (a, b) => new Quantity(a.nano - b.nano));
  env.registerFunction(
    `${type}.add(int): ${type}`,
    (a: Quantity, b: bigint) => new Quantity(a.nano + b * NANO),
    sync,
  );
  env.registerFunction(
    `${type}.sub(int): ${type}`,
    (a: Quantity, b: bigint) => new Quantity(a.nano - b * NANO),
    sync,
  );
  method('sign(): int', q => sign(q.nano));
  method('isInteger(): bool', q => q.isInteger);
  method('asInteger(): int', q => {
    if (!q.isInteger) {
      throw celError('the quantity is no whole number of 64 bits');
    }
    return q.nano / NANO;
  });
  method('asApproximateFloat(): double', q => Number(q.nano) / Number(NANO));
}
