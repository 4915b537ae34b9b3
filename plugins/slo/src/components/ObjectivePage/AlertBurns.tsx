import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  AlertStanding,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import {
  fairwayColors,
  formatDuration,
  formatLocalTime,
  formatPercent,
  PageSection,
  StateChip,
  type State,
} from '@fairway/ui';
import { formatBurn } from '../../format';
import { useWords, type Words } from '../../hooks/useWords';
import { rateInWords } from '../shared/figures';
import { keyOf } from './firedLanes';
import { isJudged } from './isJudged';

const useStyles = makeStyles(theme => {
  const { states, chart } = fairwayColors(theme.palette.type);
  return {
    list: { display: 'grid', margin: 0, padding: 0, listStyle: 'none' },
    alert: {
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
      lineHeight: '20px',
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      alignItems: 'center',
      justifyContent: 'space-between',
    },
    about: { fontSize: 13, color: theme.palette.text.secondary },
    bars: {
      display: 'grid',
      gridTemplateColumns: '32px minmax(0, 1fr) 56px',
      gap: theme.spacing(0.25, 1),
      alignItems: 'center',
      marginTop: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
    },
    track: {
      position: 'relative',
      height: 10,
      borderRadius: 2,
      background: theme.palette.action.hover,
    },
    hatched: {
      background: `repeating-linear-gradient(135deg, ${states.unknown.solid} 0 1px, transparent 1px 5px)`,
    },
    bar: {
      position: 'absolute',
      inset: 0,
      right: 'auto',
      borderRadius: 2,
      background: chart.accent,
    },
    over: { background: states.critical.solid },
    threshold: {
      position: 'absolute',
      top: -3,
      bottom: -3,
      width: 0,
      borderLeft: `2px dashed ${theme.palette.text.primary}`,
    },
    rate: { textAlign: 'right', whiteSpace: 'nowrap' },
  };
});

interface Standing extends AlertStanding {
  rates: { window: string; rate?: number }[];
  /** Whether the rates are those of now, and of enough traffic. */
  isCurrent: boolean;
  /** Of the objective. */
  target: number;
}

function chipOf(alert: Standing, t: Words): { state: State; label: string } {
  const urgency = alert.severity === 'page' ? 'critical' : 'attention';
  if (alert.firing) {
    return { state: urgency, label: t('alerts.firing') };
  }
  if (alert.neverFires) {
    return { state: 'unknown', label: t('alerts.never') };
  }
  if (!alert.isCurrent || alert.rates.some(({ rate }) => rate === undefined)) {
    return { state: 'unknown', label: t('alerts.unknown') };
  }
  return alert.holdsSince
    ? { state: 'attention', label: t('alerts.pending') }
    : { state: 'good', label: t('alerts.quiet') };
}

/** Why it fires or does not. */
function whyOf(alert: Standing, t: Words): string {
  const { factor, rates, firing, holdsSince, forSeconds = 0 } = alert;
  if (alert.neverFires) {
    return t('alerts.neverText', {
      factor: rateInWords(factor),
      budget: formatPercent(Number((1 - alert.target).toPrecision(12))),
    });
  }
  const missing = rates.filter(({ rate }) => rate === undefined);
  if (missing.length > 0 && !firing) {
    return t('alerts.missing', {
      windows: missing.map(({ window }) => window).join(', '),
    });
  }
  if (!alert.isCurrent && !firing) {
    return t('alerts.old');
  }
  if (holdsSince && !firing) {
    return t('alerts.pendingFor', {
      since: formatLocalTime(holdsSince),
      duration: formatDuration(forSeconds),
    });
  }
  const below = rates.filter(({ rate = 0 }) => rate <= factor);
  if (below.length === 0 || firing) {
    return t(rates.length === 1 ? 'alerts.overNow' : 'alerts.both');
  }
  return t('alerts.below', {
    windows: below.map(({ window }) => window).join(', '),
  });
}

/** What an alert looks at. */
function aboutOf(alert: Standing, t: Words): string {
  const { condition, short, long } = alert;
  const factor = rateInWords(alert.factor);
  const over =
    short === long
      ? t('alerts.overOne', { window: long, factor })
      : t('alerts.over', { short, long, factor });
  return condition ? `${condition.name}: ${over}` : over;
}

/** When alerts fire; conditions of a document have one window each. */
function textOf(alerts: readonly AlertStanding[], t: Words): string {
  return alerts.every(({ condition }) => condition)
    ? t('alerts.textOne')
    : t('alerts.text');
}

/** Each alert with how fast the budget goes over both of its windows, against its threshold. */
export function AlertBurns(props: { value: ObjectiveAnswer }) {
  const { alerts, burns, target } = props.value;
  const t = useWords();
  const classes = useStyles();
  const rateOf = (window: string) =>
    burns.find(burn => burn.window === window)?.rate;
  return (
    <PageSection title={t('alerts.heading')}>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {alerts.length === 0 ? t('alerts.none') : textOf(alerts, t)}
      </Typography>
      <ul className={classes.list}>
        {alerts.map(alert => (
          <AlertRow
            key={keyOf({ ...alert, condition: alert.condition?.name })}
            alert={{
              ...alert,
              target,
              isCurrent: isJudged(props.value),
              rates: [...new Set([alert.short, alert.long])].map(window => ({
                window,
                rate: rateOf(window),
              })),
            }}
          />
        ))}
      </ul>
    </PageSection>
  );
}

function AlertRow(props: { alert: Standing }) {
  const { alert } = props;
  const { factor, rates, severity } = alert;
  const t = useWords();
  const classes = useStyles();
  // The threshold stands at the same place unless something is far beyond it.
  const scale = Math.max(
    factor * 1.5,
    ...rates.map(({ rate = 0 }) => rate * 1.05),
  );
  const share = (value: number) => `${Math.min(100, (value / scale) * 100)}%`;
  return (
    <li className={classes.alert}>
      <div className={classes.head}>
        <span>
          <strong>{t(`alerts.${severity}`)}</strong> {aboutOf(alert, t)}
        </span>
        <StateChip {...chipOf(alert, t)} />
      </div>
      <div className={classes.bars}>
        {rates.map(({ window, rate }) => [
          <span key={`${window} name`}>{window}</span>,
          <span
            key={`${window} bar`}
            aria-hidden
            className={`${classes.track} ${
              rate === undefined ? classes.hatched : ''
            }`}
          >
            {rate !== undefined && (
              <span
                className={`${classes.bar} ${
                  rate > factor ? classes.over : ''
                }`}
                style={{ width: share(Math.max(0, rate)) }}
              />
            )}
            <span
              className={classes.threshold}
              style={{ left: share(factor) }}
            />
          </span>,
          <span key={`${window} rate`} className={classes.rate}>
            {rate === undefined ? t('alerts.noData') : formatBurn(rate)}
          </span>,
        ])}
      </div>
      <div className={classes.about}>
        {whyOf(alert, t)}{' '}
        {t('alerts.spent', { percent: rateInWords(alert.spentPercent) })}.
      </div>
    </li>
  );
}
