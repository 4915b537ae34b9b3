import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  AlertStanding,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import { fairwayColors, PageSection, StateChip, type State } from '@fairway/ui';
import { formatBurn } from '../../format';
import { useWords, type Words } from '../../hooks/useWords';
import { rateInWords } from '../shared/figures';
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
}

function chipOf(alert: Standing, t: Words): { state: State; label: string } {
  if (alert.firing) {
    return {
      state: alert.severity === 'page' ? 'critical' : 'attention',
      label: t('alerts.firing'),
    };
  }
  return !alert.isCurrent || alert.rates.some(({ rate }) => rate === undefined)
    ? { state: 'unknown', label: t('alerts.unknown') }
    : { state: 'good', label: t('alerts.quiet') };
}

/** Why it fires or does not. */
function whyOf(alert: Standing, t: Words): string {
  const { factor, rates } = alert;
  const missing = rates.filter(({ rate }) => rate === undefined);
  if (missing.length > 0 && !alert.firing) {
    return t('alerts.missing', {
      windows: missing.map(({ window }) => window).join(', '),
    });
  }
  if (!alert.isCurrent && !alert.firing) {
    return t('alerts.old');
  }
  const below = rates.filter(({ rate = 0 }) => rate <= factor);
  return below.length === 0
    ? t('alerts.both')
    : t('alerts.below', {
        windows: below.map(({ window }) => window).join(', '),
      });
}

/** Each alert with how fast the budget goes over both of its windows, against its threshold. */
export function AlertBurns(props: { value: ObjectiveAnswer }) {
  const { alerts, burns } = props.value;
  const t = useWords();
  const classes = useStyles();
  const rateOf = (window: string) =>
    burns.find(burn => burn.window === window)?.rate;
  return (
    <PageSection title={t('alerts.heading')}>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {alerts.length === 0 ? t('alerts.none') : t('alerts.text')}
      </Typography>
      <ul className={classes.list}>
        {alerts.map(alert => (
          <AlertRow
            key={`${alert.severity} ${alert.short} ${alert.long}`}
            alert={{
              ...alert,
              isCurrent: isJudged(props.value),
              rates: [alert.short, alert.long].map(window => ({
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
  const { factor, rates, severity, short, long } = alert;
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
          <strong>{t(`alerts.${severity}`)}</strong>{' '}
          {t('alerts.over', { short, long, factor: rateInWords(factor) })}
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
