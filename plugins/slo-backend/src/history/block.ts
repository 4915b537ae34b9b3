import type { Slot } from '@fairway/plugin-slo-common';

/** Slots of five minutes, as long as they are kept. */
export const FINE_SECONDS = 300;
/** Slots of an hour, for all time before. */
export const COARSE_SECONDS = 3_600;
export const DAY_MS = 86_400_000;

export type Resolution = typeof FINE_SECONDS | typeof COARSE_SECONDS;

/** The slots of one day. What was not seen is NaN in every column. */
export interface Block {
  objective: string;
  resolution: Resolution;
  /** Days since 1970-01-01, UTC. */
  day: number;
  bad: Float64Array;
  total: Float64Array;
  /** Of data in the slot. */
  seconds: Float64Array;
}

export function dayOf(epochMs: number): number {
  return Math.floor(epochMs / DAY_MS);
}

export function emptyBlock(
  of: Pick<Block, 'objective' | 'resolution' | 'day'>,
): Block {
  const column = () =>
    new Float64Array(DAY_MS / 1_000 / of.resolution).fill(NaN);
  return { ...of, bad: column(), total: column(), seconds: column() };
}

/** Takes slots in, each in place of what was known of its time; slots of another day are passed over. */
export function addSlots(block: Block, slots: Iterable<Slot>): void {
  const { resolution, day } = block;
  for (const { at, seconds, bad, total } of slots) {
    const index = Math.floor((at - day * DAY_MS) / 1_000 / resolution);
    if (index >= 0 && index < block.bad.length) {
      block.bad[index] = bad;
      block.total[index] = total;
      block.seconds[index] = Math.min(seconds, resolution);
    }
  }
}

/** Oldest first. */
export function slotsOf(block: Block): Slot[] {
  const { bad, total, seconds, resolution, day } = block;
  const slots: Slot[] = [];
  for (let index = 0; index < bad.length; index++) {
    if (!Number.isNaN(total[index])) {
      slots.push({
        at: day * DAY_MS + index * resolution * 1_000,
        seconds: seconds[index],
        bad: bad[index],
        total: total[index],
      });
    }
  }
  return slots;
}

/** All of a block as if it were one slot; nothing of an empty one. */
export function sumOf(block: Block): {
  bad: number;
  total: number;
  seconds: number;
} {
  const sum = { bad: 0, total: 0, seconds: 0 };
  for (const slot of slotsOf(block)) {
    sum.bad += slot.bad;
    sum.total += slot.total;
    sum.seconds += slot.seconds;
  }
  return sum;
}

/** The same day in hours. */
export function coarseOf(fine: Block): Block {
  const coarse = emptyBlock({ ...fine, resolution: COARSE_SECONDS });
  for (const { at, bad, total, seconds } of slotsOf(fine)) {
    const hour = Math.floor(((at / 1_000) % 86_400) / COARSE_SECONDS);
    const add = (column: Float64Array, value: number) => {
      column[hour] = (Number.isNaN(column[hour]) ? 0 : column[hour]) + value;
    };
    add(coarse.bad, bad);
    add(coarse.total, total);
    add(coarse.seconds, seconds);
  }
  return coarse;
}

/** The columns one after the other; without the seconds where every slot was seen whole. */
export function encode(block: Block): Buffer {
  const whole = block.seconds.every(
    seconds => Number.isNaN(seconds) || seconds === block.resolution,
  );
  const columns = [block.bad, block.total, ...(whole ? [] : [block.seconds])];
  return Buffer.concat(
    columns.map(column =>
      Buffer.from(column.buffer, column.byteOffset, column.byteLength),
    ),
  );
}

/** @throws when the bytes are no block */
export function decode(
  of: Pick<Block, 'objective' | 'resolution' | 'day'>,
  bytes: Uint8Array,
): Block {
  const block = emptyBlock(of);
  const size = block.bad.byteLength;
  if (bytes.byteLength !== 2 * size && bytes.byteLength !== 3 * size) {
    throw new Error(
      `History of ${of.objective} of day ${of.day} has ${bytes.byteLength} bytes, which no block has`,
    );
  }
  const column = (index: number) =>
    // A copy, as the bytes may lie anywhere and numbers may not.
    new Float64Array(
      Uint8Array.from(bytes.subarray(index * size, (index + 1) * size)).buffer,
    );
  block.bad = column(0);
  block.total = column(1);
  block.seconds =
    bytes.byteLength === 3 * size
      ? column(2)
      : block.total.map(total => (Number.isNaN(total) ? NaN : of.resolution));
  return block;
}
