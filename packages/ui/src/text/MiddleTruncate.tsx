import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { visuallyHidden } from '../theme';
import { truncateMiddle } from '../format';

const useStyles = makeStyles({ hidden: visuallyHidden });

/** @public */
export interface MiddleTruncateProps {
  text: string;
  /** Characters that are shown at most; 40 when left out. */
  max?: number;
}

/** A long name cut in the middle, whole on hover and for screen readers. @public */
export function MiddleTruncate(props: MiddleTruncateProps) {
  const { text, max = 40 } = props;
  const classes = useStyles();
  const short = truncateMiddle(text, max);
  if (short === text) {
    return <span>{text}</span>;
  }
  return (
    <Tooltip title={text}>
      <span>
        <span aria-hidden>{short}</span>
        <span className={classes.hidden}>{text}</span>
      </span>
    </Tooltip>
  );
}
