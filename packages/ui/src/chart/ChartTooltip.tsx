import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { formatLocalTime, formatUtc } from '../format';
import { uiTranslationRef } from '../translation';
import type {
  TimeMarker,
  TimePoint,
  TimeRange,
  TimeSeries,
} from './timeSeries';
import { useTones } from './tones';

/** More of what happened in one stretch is counted. */
const MOST_MARKERS = 4;

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 320,
    padding: theme.spacing(0.75, 1.25),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontSize: 13,
    lineHeight: '20px',
  },
  time: { fontWeight: 600 },
  utc: { color: theme.palette.text.secondary, fontSize: 12 },
  line: { display: 'flex', alignItems: 'center', gap: 6 },
  dot: { width: 8, height: 8, borderRadius: 4, flex: 'none' },
  value: {
    marginLeft: 'auto',
    paddingLeft: 16,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
}));

/** All series at a time, and what happened then. */
export function ChartTooltip(props: {
  at: number;
  points: readonly TimePoint[];
  series: readonly TimeSeries[];
  ranges: readonly TimeRange[];
  markers: readonly TimeMarker[];
  format(value: number): string;
}) {
  const { at, points, series, ranges, markers, format } = props;
  const classes = useStyles();
  const tones = useTones();
  const { t } = useTranslationRef(uiTranslationRef);
  const point = points.find(each => each.at === at);
  const iso = new Date(at).toISOString();
  const end = at + (point?.seconds ?? 0) * 1000;
  const happened = [
    ...ranges.filter(({ from, to }) => from < end && to > at),
    ...markers.filter(marker => marker.at >= at && marker.at < end),
  ];
  return (
    <div className={classes.root}>
      <div className={classes.time}>{formatLocalTime(iso)}</div>
      <div className={classes.utc}>{formatUtc(iso)}</div>
      {series.map(({ id, title, tone }) => {
        const value = point?.values[id];
        return (
          <div key={id} className={classes.line}>
            <span className={classes.dot} style={{ background: tones[tone] }} />
            {title}
            <span className={classes.value}>
              {value === undefined ? t('chart.noData') : format(value)}
            </span>
          </div>
        );
      })}
      {happened.slice(0, MOST_MARKERS).map(({ title }, index) => (
        <div key={`${index} ${title}`}>{title}</div>
      ))}
      {happened.length > MOST_MARKERS && (
        <div>
          {t('chart.more', { number: String(happened.length - MOST_MARKERS) })}
        </div>
      )}
    </div>
  );
}
