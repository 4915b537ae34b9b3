export * from './alertStandings';
export * from './burnRate';
export * from './exhaustion';
export * from './isAbove';
export * from './wouldHaveFired';
