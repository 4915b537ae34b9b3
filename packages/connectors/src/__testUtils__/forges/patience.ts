/** Waiting without time passing: pauses only move the clock. */
export function patience() {
  let at = Date.parse('2026-05-01T09:00:00Z');
  const waited: number[] = [];
  return {
    waited,
    now: () => at,
    sleep: async (ms: number) => {
      waited.push(ms);
      at += ms;
    },
  };
}
