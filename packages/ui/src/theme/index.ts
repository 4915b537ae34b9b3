export * from './palette';
export { fairwayDarkTheme, fairwayLightTheme } from './theme';
export * from './FairwayThemeProvider';
export * from './useFairwayColors';
export * from './focus';
