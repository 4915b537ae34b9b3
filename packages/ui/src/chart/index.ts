export * from './DailyBars';
export * from './TimeSeriesChart';
export * from './TimeLanes';
export type {
  ChartTone,
  TimeMarker,
  TimePoint,
  TimeRange,
  TimeSeries,
  TimeThreshold,
} from './timeSeries';
