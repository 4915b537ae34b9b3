import { useState } from 'react';

/** Something that a button does. @public */
export interface Once {
  isBusy: boolean;
  isDone: boolean;
  error?: unknown;
  run(): Promise<void>;
}

/** Does one thing when asked, one at a time, and keeps what went wrong. @public */
export function useOnce(act: () => Promise<void>): Once {
  const [state, setState] = useState<{
    isBusy: boolean;
    isDone: boolean;
    error?: unknown;
  }>({ isBusy: false, isDone: false });
  async function run() {
    setState({ isBusy: true, isDone: false });
    try {
      await act();
      setState({ isBusy: false, isDone: true });
    } catch (error) {
      setState({ isBusy: false, isDone: false, error });
    }
  }
  return { ...state, run };
}
