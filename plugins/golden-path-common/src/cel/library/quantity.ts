import { celError } from '../celError';
import { opaqueClass, type FunctionTable } from '../language/functions';
import { MAX_INT, MIN_INT, Scalar } from '../scalars';
import { overText } from './costs';

const NANO = 1_000_000_000n;

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
  /^(?![a-zA-Z])([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,4})?$/;

/** An amount as Kubernetes writes it, exact to the nano (finer parts round away from zero, as in the API server). */
export class Quantity extends Scalar {
  /**
   * `places` after the point, as written; nothing for an amount that the API server keeps in another form, which
   * it takes for no integer, whatever it is.
   */
  constructor(readonly nano: bigint, readonly places?: number) {
    super();
  }

  static parse(text: string): Quantity | undefined {
    const match = text === '' ? null : PATTERN.exec(text);
    if (!match) return undefined;
    const fraction = match[3] ?? '';
    const digits = BigInt(`${match[2] ?? ''}${fraction}` || '0');
    const suffix = match[4] ?? '';
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
    const whole = (match[2] ?? '').replace(/^0+/, '');
    const places = placesOf({ whole, fraction, suffix });
    return new Quantity(match[1] === '-' ? -nano : nano, places);
  }

  get isInteger(): boolean {
    if (this.places !== 0 || this.nano % NANO !== 0n) return false;
    const whole = this.nano / NANO;
    return whole <= MAX_INT && whole >= MIN_INT;
  }

  equals(other: unknown): boolean {
    return other instanceof Quantity && other.nano === this.nano;
  }
}

/** The places after the point of an amount whose digits fit into 64 bits; nothing for others. */
function placesOf(options: {
  whole: string;
  fraction: string;
  suffix: string;
}): number | undefined {
  const { whole, fraction, suffix } = options;
  const binary = Object.keys(BINARY).indexOf(suffix);
  if (binary >= 0) {
    const power = 10 * (binary + 1);
    const precision = 15 - whole.length - Math.trunc((power * 3) / 10) - 1;
    return fraction === '' && precision >= 0 ? 0 : undefined;
  }
  const power = DECIMAL[suffix] ?? Number(suffix.slice(1));
  const scale = power - fraction.length;
  const fits = whole.length + fraction.length <= 18 && scale >= -9;
  return fits ? Math.max(0, -scale) : undefined;
}

/** Of a sum: as many places as one of its parts has. */
function placesOfSum(a: Quantity, b: Quantity): number | undefined {
  if (a.places === undefined || b.places === undefined) return undefined;
  if (a.nano === 0n) return b.places;
  return b.nano === 0n ? a.places : Math.max(a.places, b.places);
}

function divideAwayFromZero(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function sign(value: bigint): bigint {
  if (value === 0n) return 0n;
  return value > 0n ? 1n : -1n;
}

function quantityOf(text: string): Quantity {
  const parsed = Quantity.parse(text);
  if (!parsed)
    throw celError(`"${text}" is not a quantity such as 500m or 2Gi`);
  return parsed;
}

function integerOf(quantity: Quantity): bigint {
  if (!quantity.isInteger) {
    throw celError('cannot convert value to integer');
  }
  return quantity.nano / NANO;
}

/** `quantity()`, `isQuantity()`, `sign()` and the methods of quantities. */
export function registerQuantity(functions: FunctionTable): void {
  const type = 'kubernetes.Quantity';
  opaqueClass(type, Quantity);
  functions
    .add(`quantity(string): ${type}`, quantityOf, overText())
    .add(
      'isQuantity(string): bool',
      (text: string) => Quantity.parse(text) !== undefined,
      overText(),
    )
    .add(`sign(${type}): int`, ({ nano }: Quantity) => sign(nano));
  const method = (
    signature: string,
    run: (quantity: Quantity, other: Quantity) => unknown,
  ) => functions.add(`${type}.${signature}`, run);
  method(`isGreaterThan(${type}): bool`, (a, b) => a.nano > b.nano);
  method(`isLessThan(${type}): bool`, (a, b) => a.nano < b.nano);
  method(`compareTo(${type}): int`, (a, b) => sign(a.nano - b.nano));
  method(
    `add(${type}): ${type}`,
    (a, b) => new Quantity(a.nano + b.nano, placesOfSum(a, b)),
  );
  method(
    `sub(${type}): ${type}`,
    (a, b) => new Quantity(a.nano - b.nano, placesOfSum(a, b)),
  );
  functions
    .add(
      `${type}.add(int): ${type}`,
      (a: Quantity, b: bigint) => new Quantity(a.nano + b * NANO, a.places),
    )
    .add(
      `${type}.sub(int): ${type}`,
      (a: Quantity, b: bigint) => new Quantity(a.nano - b * NANO, a.places),
    );
  method('isInteger(): bool', quantity => quantity.isInteger);
  method('asInteger(): int', integerOf);
  method(
    'asApproximateFloat(): double',
    ({ nano }) => Number(nano) / Number(NANO),
  );
}
