import { makeStyles } from '@material-ui/core/styles';
import { lazy, Suspense } from 'react';
import { visuallyHidden } from '../theme';
import { Skeleton } from '../feedback';

const DailyBarsChart = lazy(() => import('./DailyBarsChart'));

const useStyles = makeStyles({ hidden: visuallyHidden });

/** @public */
export interface DailyBarsSeries {
  id: string;
  title: string;
  /** `accent` for what is looked at, `critical` for what went wrong, `muted` for the rest. */
  tone: 'accent' | 'critical' | 'muted';
}

/** @public */
export interface DailyBarsProps {
  /** What it shows, for screen readers and as the name of the table. */
  label: string;
  /** Title of the column of days. */
  dayTitle: string;
  series: DailyBarsSeries[];
  /** By day, the oldest first: `2026-11-21`, and a number for each series. A day without a number is a gap. */
  days: { day: string; values: Record<string, number> }[];
  /** Height in pixels. */
  height?: number;
}

/** Numbers by day as stacked bars, with a table of the same behind it. @public */
export function DailyBars(props: DailyBarsProps) {
  const { label, dayTitle, series, days, height = 180 } = props;
  const classes = useStyles();
  return (
    <figure style={{ margin: 0 }}>
      <div aria-hidden style={{ height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <DailyBarsChart series={series} days={days} height={height} />
        </Suspense>
      </div>
      <div className={classes.hidden}>
        <table aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{dayTitle}</th>
              {series.map(({ id, title }) => (
                <th key={id} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, values }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {series.map(({ id }) => (
                  <td key={id}>{values[id] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
