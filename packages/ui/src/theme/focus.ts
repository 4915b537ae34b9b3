import type { Theme } from '@material-ui/core/styles';

/** Where the keyboard is: the same ring everywhere. Spread it into a `&:focus-visible` rule. @public */
export function focusRing(theme: Theme) {
  return {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
  };
}

/** Seen by screen readers only. @public */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  padding: 0,
  margin: -1,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
