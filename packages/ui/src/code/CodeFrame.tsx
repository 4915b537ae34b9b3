import { makeStyles } from '@material-ui/core/styles';
import { Suspense, type ReactNode } from 'react';
import { CopyButton } from '../text';
import { PlainCode } from './PlainCode';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'relative',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    overflow: 'hidden',
  },
  copy: {
    position: 'absolute',
    top: 4,
    right: 16,
    zIndex: 2,
    borderRadius: 4,
    background: theme.palette.background.paper,
  },
}));

/** Border and copy button around an editor, and the plain text until the editor is loaded. */
export function CodeFrame(props: {
  /** What is copied, and read meanwhile. */
  text: string;
  /** Name of the text, for screen readers. */
  label: string;
  /** Pixels. */
  maxHeight: number;
  children: ReactNode;
}) {
  const { text, label, maxHeight, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div className={classes.copy}>
        <CopyButton text={text} what={label} />
      </div>
      <Suspense fallback={<PlainCode text={text} maxHeight={maxHeight} />}>
        {children}
      </Suspense>
    </div>
  );
}
