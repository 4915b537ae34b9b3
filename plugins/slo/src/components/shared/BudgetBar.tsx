import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { BudgetLeft, ObjectiveState } from '@fairway/plugin-slo-common';
import { fairwayColors, formatDuration } from '@fairway/ui';
import { formatLeft } from '../../format';
import { useWords, type Words } from '../../hooks/useWords';
import { countInWords, shownCount } from './figures';
import { OBJECTIVE_LOOKS } from './objectiveStates';

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  const { solid } = states.unknown;
  return {
    root: {
      display: 'inline-grid',
      gridTemplateColumns: 'minmax(40px, 1fr) 56px',
      alignItems: 'center',
      gap: theme.spacing(1),
      width: '100%',
      minWidth: 120,
    },
    track: {
      height: 8,
      borderRadius: 4,
      overflow: 'hidden',
      background: theme.palette.action.selected,
    },
    fill: { height: '100%' },
    text: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    good: { background: states.good.solid },
    attention: { background: states.attention.solid },
    critical: { background: states.critical.solid },
    unknown: {
      background: `repeating-linear-gradient(135deg, ${solid} 0 3px, transparent 3px 6px)`,
    },
  };
});

/** What is left in time, and in events where they are counted. */
function budgetInWords(budget: BudgetLeft, t: Words): string {
  const { minutes, events } = budget;
  if (budget.ratio <= 0) {
    return t('budget.overspent', { percent: formatLeft(-budget.ratio) });
  }
  return [
    t('budget.minutes', { duration: formatDuration(minutes * 60) }),
    ...(events === undefined
      ? []
      : [
          t('budget.events', {
            count: shownCount(events),
            events: countInWords(events),
          }),
        ]),
  ].join('; ');
}

/** What is left of a budget, as a bar and in percent. Hatched where there is no verdict: it is what was known last. */
export function BudgetBar(props: {
  budget?: BudgetLeft;
  state: ObjectiveState;
}) {
  const { budget, state } = props;
  const t = useWords();
  const classes = useStyles();
  if (!budget) {
    return <span>{t('budget.unknown')}</span>;
  }
  const { ratio } = budget;
  const look = OBJECTIVE_LOOKS[state];
  // What is overspent is a full bar of the colour that says so.
  const width = ratio <= 0 ? 1 : Math.min(1, ratio);
  return (
    <Tooltip title={budgetInWords(budget, t)}>
      <span className={classes.root}>
        <span className={classes.track} aria-hidden>
          <span
            className={`${classes.fill} ${classes[look]}`}
            style={{ display: 'block', width: `${width * 100}%` }}
          />
        </span>
        <span className={classes.text}>{formatLeft(ratio)}</span>
      </span>
    </Tooltip>
  );
}
