import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { fairwayColors } from '../theme';
import { uiTranslationRef } from '../translation';
import { PLOT, type TimeRange, type TimeSeries } from './timeSeries';
import { useTones } from './tones';

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  const { unknown, critical } = states;
  return {
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      minHeight: 20,
      margin: theme.spacing(0.5, 0, 0),
      padding: `0 ${PLOT.right}px 0 ${PLOT.left}px`,
      listStyle: 'none',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    item: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    line: { width: 16, height: 3, borderRadius: 2 },
    excluded: {
      width: 16,
      height: 12,
      background: `repeating-linear-gradient(135deg, ${unknown.solid} 0 1px, transparent 1px 4px)`,
      outline: `1px solid ${unknown.solid}`,
    },
    trouble: {
      width: 16,
      height: 12,
      background: critical.background,
      outline: `1px solid ${critical.solid}`,
    },
    clock: { marginLeft: 'auto' },
  };
});

/** What the lines and shades mean, and whose clock the axis shows. */
export function ChartLegend(props: {
  series: readonly TimeSeries[];
  ranges: readonly TimeRange[];
}) {
  const { series, ranges } = props;
  const classes = useStyles();
  const tones = useTones();
  const { t } = useTranslationRef(uiTranslationRef);
  const kinds = new Set(ranges.map(({ kind }) => kind));
  return (
    <figcaption className={classes.list}>
      {series.map(({ id, title, tone }) => (
        <span key={id} className={classes.item}>
          <span
            aria-hidden
            className={classes.line}
            style={{ background: tones[tone] }}
          />
          {title}
        </span>
      ))}
      {(['excluded', 'trouble'] as const).map(
        kind =>
          kinds.has(kind) && (
            <span key={kind} className={classes.item}>
              <span aria-hidden className={classes[kind]} />
              {t(`chart.${kind}`)}
            </span>
          ),
      )}
      <span className={classes.clock}>
        {t('chart.clock', {
          zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        })}
      </span>
    </figcaption>
  );
}
