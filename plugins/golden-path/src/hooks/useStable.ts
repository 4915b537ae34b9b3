import { useRef } from 'react';

/** The same object for as long as it says the same. */
export function useStable<T>(value: T, same: (a: T, b: T) => boolean): T {
  const kept = useRef(value);
  if (kept.current !== value && !same(kept.current, value)) {
    kept.current = value;
  }
  return kept.current;
}
