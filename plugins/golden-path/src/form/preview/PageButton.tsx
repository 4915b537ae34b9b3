import Link from '@material-ui/core/Link';
import type { MouseEvent } from 'react';
import type { Place } from '../places';
import { usePreviewContext } from './PreviewContext';

/** The wizard goes back when one of its labels is clicked, and offers no other way. */
function goTo(event: MouseEvent<HTMLElement>, page: number): void {
  event.currentTarget
    .closest('.MuiCard-root, .MuiPaper-root:has(.MuiStepper-root)')
    ?.querySelectorAll<HTMLElement>('.MuiStepper-root .MuiStepLabel-root')
    [page]?.click();
}

/** Leads to the page of a field, where that is an earlier one. */
export function PageButton(props: { place: Place }) {
  const { page: target } = props.place;
  const { page } = usePreviewContext();
  if (!target || page === undefined || target.index >= page) {
    return null;
  }
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      onClick={(event: MouseEvent<HTMLElement>) => goTo(event, target.index)}
    >
      Go to {target.title}
    </Link>
  );
}
