import { makeStyles } from '@material-ui/core/styles';
import { useFairwayColors, type State } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { shareOf, type QuotaUse } from './quotaRows';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    width: '100%',
  },
  track: {
    flex: 'none',
    width: 56,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.action.selected,
  },
  fill: { height: '100%' },
}));

const ATTENTION_FROM = 0.8;

/** Over the limit, near it, or fine. */
export function stateOfShare(share: number): State {
  if (share > 1) {
    return 'critical';
  }
  return share >= ATTENTION_FROM ? 'attention' : 'good';
}

/** How much of a limit is used; the numbers stand beside the bar. */
export function UseBar(props: { use: QuotaUse }) {
  const { use } = props;
  const classes = useStyles();
  const t = useWords();
  const { states, chart } = useFairwayColors();
  const share = shareOf(use);
  const state = stateOfShare(share);
  return (
    <span className={classes.root}>
      <span>
        {use.usedText} / {use.limitText ?? t('quota.noLimit')}
      </span>
      <span
        className={classes.track}
        style={{ visibility: use.limitText ? undefined : 'hidden' }}
        aria-hidden
      >
        <span
          className={classes.fill}
          style={{
            display: 'block',
            width: `${Math.min(1, share) * 100}%`,
            background: state === 'good' ? chart.accent : states[state].solid,
          }}
        />
      </span>
    </span>
  );
}
