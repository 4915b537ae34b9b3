import { makeStyles } from '@material-ui/core/styles';
import { formatPercent } from '@fairway/ui';
import { formatSli } from '../../format';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  figures: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  target: { color: theme.palette.text.secondary },
}));

/** `99.94 % of 99.95 %`: the indicator over the window of its objective, with as many nines. */
export function SliOfTarget(props: { sli?: number; target: number }) {
  const { sli, target } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <span className={classes.figures}>
      {sli === undefined ? '–' : formatSli({ sli, target })}{' '}
      <span className={classes.target}>
        {t('sli.of', { target: formatPercent(target) })}
      </span>
    </span>
  );
}
