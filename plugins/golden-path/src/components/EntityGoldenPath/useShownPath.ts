import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Path of the object that was asked for, and how to ask for another: kept in the address, so that a link shows the
 * same, or only for as long as the page is shown.
 */
export function useShownPath(options: {
  inAddress: boolean;
}): [path: string | undefined, show: (path: string) => void] {
  const [params, setParams] = useSearchParams();
  const [inside, setInside] = useState<string>();
  if (!options.inAddress) {
    return [inside, setInside];
  }
  const show = (path: string) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        next.set('object', path);
        return next;
      },
      { replace: true },
    );
  return [params.get('object') ?? undefined, show];
}
