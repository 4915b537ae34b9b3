export {
  fairwayColors,
  STATES,
  type ChartColors,
  type FairwayColors,
  type State,
  type StateColors,
} from './palette';
export { fairwayDarkTheme, fairwayLightTheme } from './theme';
export * from './FairwayThemeProvider';
export * from './useFairwayColors';
export * from './focus';
export * from './useFlash';
