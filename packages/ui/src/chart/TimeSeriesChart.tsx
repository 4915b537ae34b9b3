import { makeStyles } from '@material-ui/core/styles';
import { lazy, Suspense, useMemo } from 'react';
import { Skeleton } from '../feedback';
import { ChartLegend } from './ChartLegend';
import { ChartTable } from './ChartTable';
import { MarkerStrip } from './MarkerStrip';
import {
  withGaps,
  type TimeMarker,
  type TimePoint,
  type TimeRange,
  type TimeSeries,
  type TimeThreshold,
} from './timeSeries';

const TimeSeriesDrawing = lazy(() => import('./TimeSeriesDrawing'));

const useStyles = makeStyles({ root: { margin: 0, minWidth: 0 } });

/** @public */
export interface TimeSeriesChartProps {
  /** What it shows, for screen readers and as the name of the table. */
  label: string;
  /** What is shown, epoch milliseconds; also where there are no points. */
  from: number;
  to: number;
  series: readonly TimeSeries[];
  /** The oldest first; about 2,000 at most. Keep the array while it says the same. */
  points: readonly TimePoint[];
  /** Dashed lines; those outside of what is drawn are left out. */
  thresholds?: readonly TimeThreshold[];
  ranges?: readonly TimeRange[];
  markers?: readonly TimeMarker[];
  /** Numbers for people: of the tooltip and the table. */
  format(value: number): string;
  /** The same, short, for the axis. */
  formatAxis?(value: number): string;
  /** Values that the axis reaches at least. */
  include?: readonly number[];
  /** Height of the drawing in pixels. */
  height?: number;
}

/**
 * Numbers over time: gaps are gaps, what happened can be reached with the keyboard, and a table says the same to
 * screen readers. Times are local, with UTC beside them.
 * @public
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { height = 240, markers = [], ranges = [] } = props;
  const classes = useStyles();
  const { points } = props;
  const drawn = useMemo(() => withGaps(points), [points]);
  return (
    <figure className={classes.root}>
      <MarkerStrip
        label={props.label}
        from={props.from}
        to={props.to}
        markers={markers}
      />
      <div aria-hidden style={{ height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <TimeSeriesDrawing {...props} points={drawn} height={height} />
        </Suspense>
      </div>
      <ChartLegend series={props.series} ranges={ranges} />
      <ChartTable {...props} ranges={ranges} />
    </figure>
  );
}
