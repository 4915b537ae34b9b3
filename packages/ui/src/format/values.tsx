import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { uiTranslationRef } from '../translation';
import {
  formatAge,
  formatDate,
  formatDuration,
  formatLocalTime,
  formatMoney,
  formatPercent,
  formatUtc,
} from './format';

const useStyles = makeStyles({
  figures: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** @public */
export interface MoneyProps {
  /** Decimal text in the currency's unit. */
  amount: string;
  currency: string;
  signed?: boolean;
  perMonth?: boolean;
}

/** @public */
export function Money(props: MoneyProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const amount = formatMoney(props);
  return (
    <span className={classes.figures}>
      {props.perMonth ? t('perMonth', { amount }) : amount}
    </span>
  );
}

/** @public */
export interface DurationProps {
  seconds: number;
}

/** `2 d 4 h`. @public */
export function Duration(props: DurationProps) {
  const classes = useStyles();
  return (
    <span className={classes.figures}>{formatDuration(props.seconds)}</span>
  );
}

/** @public */
export interface PercentProps {
  /** Ratio in [0,1]. */
  ratio: number;
}

/** @public */
export function Percent(props: PercentProps) {
  const classes = useStyles();
  return <span className={classes.figures}>{formatPercent(props.ratio)}</span>;
}

/** @public */
export interface DateTimeProps {
  /** ISO 8601. */
  iso: string;
}

/** Local time, UTC on hover. @public */
export function DateTime(props: DateTimeProps) {
  const classes = useStyles();
  return (
    <Tooltip title={formatUtc(props.iso)}>
      <time dateTime={props.iso} className={classes.figures}>
        {formatLocalTime(props.iso)}
      </time>
    </Tooltip>
  );
}

/** @public */
export interface CalendarDateProps {
  /** `2027-01-31`; of a time, its day in UTC. */
  iso: string;
}

/** A day of the calendar, such as an expiry: the same wherever one is. @public */
export function CalendarDate(props: CalendarDateProps) {
  const classes = useStyles();
  return (
    <time dateTime={props.iso} className={classes.figures}>
      {formatDate(props.iso)}
    </time>
  );
}

/** @public */
export interface AgeProps {
  since: string;
  /** Epoch milliseconds; the clock of the page when left out. */
  now?: number;
}

/** How long ago, with the moment on hover. @public */
export function Age(props: AgeProps) {
  const classes = useStyles();
  const { since, now = Date.now() } = props;
  return (
    <Tooltip title={`${formatLocalTime(since)} · ${formatUtc(since)}`}>
      <time dateTime={since} className={classes.figures}>
        {formatAge({ since, now })}
      </time>
    </Tooltip>
  );
}
