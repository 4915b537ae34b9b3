import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { formatLocalTime } from '../format';
import { visuallyHidden } from '../theme';
import { uiTranslationRef } from '../translation';
import { evenly, type TimeRange } from './timeSeries';
import type { TimeSeriesChartProps } from './TimeSeriesChart';

/** More rows than these are read by nobody. */
const MOST_ROWS = 48;

const useStyles = makeStyles({ hidden: visuallyHidden });

/** What a chart shows, for those who do not see it. */
export function ChartTable(
  props: Pick<
    TimeSeriesChartProps,
    'label' | 'series' | 'points' | 'format'
  > & {
    ranges: readonly TimeRange[];
  },
) {
  const { label, series, points, ranges, format } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const rows = evenly(points, MOST_ROWS);
  return (
    <div className={classes.hidden}>
      <table aria-label={label}>
        {rows.length < points.length && (
          <caption>
            {t('chart.sample', {
              shown: String(rows.length),
              total: String(points.length),
            })}
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map(({ id, title }) => (
              <th key={id} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, values }) => {
            const iso = new Date(at).toISOString();
            return (
              <tr key={at}>
                <th scope="row">
                  <time dateTime={iso}>{formatLocalTime(iso)}</time>
                </th>
                {series.map(({ id }) => {
                  const value = values[id];
                  return (
                    <td key={id}>
                      {value === undefined ? t('chart.noData') : format(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {ranges.length > 0 && (
        <ul aria-label={t('chart.ranges', { label })}>
          {ranges.map(({ from, to, title }) => (
            <li key={`${from} ${to} ${title}`}>
              {t('chart.range', {
                title,
                from: formatLocalTime(new Date(from).toISOString()),
                to: formatLocalTime(new Date(to).toISOString()),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
