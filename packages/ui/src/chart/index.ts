export * from './DailyBars';
