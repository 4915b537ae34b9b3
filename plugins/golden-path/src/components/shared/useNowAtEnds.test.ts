import { act, renderHook } from '@testing-library/react';
import { useNowAtEnds } from './useNowAtEnds';

const at = (moment: string) => Date.parse(moment);

describe('A page that stays open', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads the clock again in the second in which something comes near its end, and in which it has ended', () => {
    jest.setSystemTime(at('2026-11-01T23:59:50Z'));
    const { result } = renderHook(() =>
      useNowAtEnds(['2026-12-01', '2027-06-30']),
    );
    const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));
    pass(9_000);
    expect(result.current).toBe(at('2026-11-01T23:59:50Z'));
    pass(1_000);
    expect(result.current).toBe(at('2026-11-02T00:00:00Z'));
    // Longer than browsers wait in one go.
    pass(30 * 24 * 3_600_000 - 1_000);
    expect(result.current).toBeLessThan(at('2026-12-02T00:00:00Z'));
    pass(1_000);
    expect(result.current).toBe(at('2026-12-02T00:00:00Z'));
  });

  it('waits for nothing where nothing ends', () => {
    const { result } = renderHook(() => useNowAtEnds([]));
    const first = result.current;
    act(() => jest.advanceTimersByTime(3_600_000));
    expect(result.current).toBe(first);
  });
});
