/** Values of CEL that JSON does not have. Integers are `bigint`, doubles `number`, lists arrays, maps objects or Map. */

import { celError } from './celError';

/** What is a value of its own, and neither a list nor a map. */
export abstract class Scalar {}

export const MIN_INT = -(2n ** 63n);
export const MAX_INT = 2n ** 63n - 1n;
export const MAX_UINT = 2n ** 64n - 1n;

/** An unsigned integer of 64 bits. */
export class Uint extends Scalar {
  constructor(readonly value: bigint) {
    super();
    if (value < 0n || value > MAX_UINT) {
      throw celError('unsigned integer overflow');
    }
  }
}

export class Bytes extends Scalar {
  constructor(readonly bytes: Uint8Array) {
    super();
  }
}

/** A length of time in nanoseconds, as Go has it: 64 bits. */
export class Duration extends Scalar {
  constructor(readonly nanos: bigint) {
    super();
    if (nanos < MIN_INT || nanos > MAX_INT) {
      throw celError('duration overflow');
    }
  }
}

const FIRST_SECOND = -62_135_596_800n;
const LAST_SECOND = 253_402_300_799n;
export const NANOS = 1_000_000_000n;

/** A moment from the first of January 1 to the end of the year 9999, in nanoseconds since 1970. */
export class Timestamp extends Scalar {
  constructor(readonly nanos: bigint) {
    super();
    const seconds = floorDivide(nanos, NANOS);
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      throw celError('timestamp overflow');
    }
  }
}

/** Division that rounds down, also below zero. */
export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** What `type(x)` gives. */
export class TypeValue extends Scalar {
  constructor(readonly type: string) {
    super();
  }
}

/** A value that may be missing. */
export class Optional extends Scalar {
  static readonly none = new Optional(false, undefined);

  static of(value: unknown): Optional {
    return new Optional(true, value);
  }

  private constructor(readonly has: boolean, readonly value: unknown) {
    super();
  }
}

/** Stands for what only a cluster knows; whoever reads it gets the error that says so. */
export class Unknown extends Scalar {
  constructor(readonly reason: string) {
    super();
  }
}
