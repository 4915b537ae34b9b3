import fc from 'fast-check';
import type { Slot } from '@fairway/plugin-slo-common';
import {
  addSlots,
  coarseOf,
  COARSE_SECONDS,
  DAY_MS,
  decode,
  emptyBlock,
  encode,
  FINE_SECONDS,
  slotsOf,
  sumOf,
} from './block';

const DAY = 20_000;
const of = { objective: 'a', day: DAY };

const somePart = fc
  .uniqueArray(
    fc.record({
      index: fc.integer({ min: 0, max: 287 }),
      seconds: fc.constantFrom(300, 300, 300, 60),
      bad: fc.integer({ min: 0, max: 1_000 }),
      more: fc.integer({ min: 0, max: 1_000 }),
    }),
    { selector: ({ index }) => index },
  )
  .map(drafts =>
    drafts
      .map(
        ({ index, seconds, bad, more }): Slot => ({
          at: DAY * DAY_MS + index * 300_000,
          seconds,
          bad,
          total: bad + more,
        }),
      )
      .sort((a, b) => a.at - b.at),
  );

describe('a day of history', () => {
  it('comes back from its bytes as it was, wherever they lie', () => {
    fc.assert(
      fc.property(somePart, fc.integer({ min: 0, max: 7 }), (slots, shift) => {
        const block = emptyBlock({ ...of, resolution: FINE_SECONDS });
        addSlots(block, slots);
        const bytes = encode(block);
        const elsewhere = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(
          shift,
        );
        const read = decode({ ...of, resolution: FINE_SECONDS }, elsewhere);
        expect(slotsOf(read)).toEqual(slots);
        expect(bytes.length).toBe(
          (slots.some(({ seconds }) => seconds !== 300) ? 3 : 2) * 288 * 8,
        );
      }),
    );
  });

  it('says the same in hours, added up', () => {
    fc.assert(
      fc.property(somePart, slots => {
        const fine = emptyBlock({ ...of, resolution: FINE_SECONDS });
        addSlots(fine, slots);
        const coarse = coarseOf(fine);
        expect(sumOf(coarse)).toEqual(sumOf(fine));
        expect(coarse.resolution).toBe(COARSE_SECONDS);
        const hours = new Set(
          slots.map(({ at }) => Math.floor(at / 3_600_000)),
        );
        expect(slotsOf(coarse)).toHaveLength(hours.size);
      }),
    );
  });

  it('takes no slots of other days, and says when bytes are none of it', () => {
    const block = emptyBlock({ ...of, resolution: COARSE_SECONDS });
    addSlots(block, [
      { at: (DAY - 1) * DAY_MS, seconds: 3_600, bad: 1, total: 1 },
      { at: (DAY + 1) * DAY_MS, seconds: 3_600, bad: 1, total: 1 },
    ]);
    expect(slotsOf(block)).toEqual([]);
    expect(() =>
      decode({ ...of, resolution: COARSE_SECONDS }, Buffer.alloc(10)),
    ).toThrow('History of a of day 20000 has 10 bytes');
  });
});
