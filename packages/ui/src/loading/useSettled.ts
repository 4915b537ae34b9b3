import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a while, and whether a newer one waits. @public */
export function useSettled<T>(
  value: T,
  milliseconds: number,
): [settled: T, waits: boolean] {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return [settled, settled !== value];
}
