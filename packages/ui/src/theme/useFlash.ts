import { alpha, useTheme } from '@material-ui/core/styles';
import { useEffect, useRef, type RefObject } from 'react';

/** Long enough to be noticed, short enough not to be in the way. */
const FLASH_MS = 1400;

function wantsStillness(): boolean {
  return (
    window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
  );
}

/**
 * An element that lights up once when `version` changes while it is shown: something on the page was updated
 * without anybody asking. Still for those who want no motion. Without a version it never does.
 * @public
 */
export function useFlash<TElement extends HTMLElement>(
  version: string | undefined,
): RefObject<TElement> {
  const element = useRef<TElement>(null);
  const shown = useRef(version);
  const color = alpha(useTheme().palette.primary.main, 0.3);

  useEffect(() => {
    if (shown.current === version) {
      return;
    }
    shown.current = version;
    if (!wantsStillness()) {
      element.current?.animate?.(
        {
          boxShadow: [
            `inset 0 0 0 99em ${color}`,
            'inset 0 0 0 99em transparent',
          ],
        },
        { duration: FLASH_MS, easing: 'ease-out' },
      );
    }
  }, [version, color]);

  return element;
}
