import { makeStyles } from '@material-ui/core/styles';
import { formatBurn } from '../../format';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  figures: {
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
  },
  over: { color: theme.palette.text.primary, fontWeight: 600 },
}));

/** A burn rate; one that spends the budget before its window ends stands out. */
export function BurnRate(props: { rate?: number }) {
  const { rate } = props;
  const t = useWords();
  const classes = useStyles();
  if (rate === undefined) {
    return (
      <span className={classes.figures} title={t('burn.unknown')}>
        –
      </span>
    );
  }
  return (
    <span className={`${classes.figures} ${rate > 1 ? classes.over : ''}`}>
      {formatBurn(rate)}
    </span>
  );
}
