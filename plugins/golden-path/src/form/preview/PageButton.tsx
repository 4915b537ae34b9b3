import Link from '@material-ui/core/Link';
import type { MouseEvent } from 'react';
import type { Place } from '../places';
import { jumpTo } from './jump';
import { usePreviewContext } from './PreviewContext';

/** Leads to a field: on this page, on one before it, or on one that is still to come. */
export function PageButton(props: { place: Place }) {
  const { place } = props;
  const { page: shown } = usePreviewContext();
  if (!place.page || shown === undefined) {
    return null;
  }
  const isHere = place.page.index === shown;
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      aria-label={isHere ? `Go there: ${place.title}` : undefined}
      onClick={({ currentTarget }: MouseEvent<HTMLElement>) =>
        jumpTo({ place, from: currentTarget, shown })
      }
    >
      {isHere ? 'Go there' : `Go to ${place.page.title}`}
    </Link>
  );
}
