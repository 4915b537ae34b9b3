import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Begins a little before it is seen. */
const MARGIN = '300px';

/**
 * Keeps room for what takes time to load and draw, and has it come when it is nearly in sight. Once there it stays. On
 * paper, and where nobody can tell what is in sight, it is there from the beginning.
 * @public
 */
export function WhenInSight(props: {
  /** Least height in pixels, so that nothing jumps. */
  height: number;
  children: ReactNode;
}) {
  const { height, children } = props;
  const room = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(
    () => typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    if (isSeen || !room.current) {
      return undefined;
    }
    const show = () => setSeen(true);
    const observer = new IntersectionObserver(
      entries => entries.some(({ isIntersecting }) => isIntersecting) && show(),
      { rootMargin: MARGIN },
    );
    observer.observe(room.current);
    window.addEventListener('beforeprint', show);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', show);
    };
  }, [isSeen]);
  return (
    <div ref={room} style={{ minHeight: height, minWidth: 0 }}>
      {isSeen && children}
    </div>
  );
}
