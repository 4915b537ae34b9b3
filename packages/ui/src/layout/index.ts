export * from './PageSection';
export * from './Facts';
export * from './RouteTabs';
export * from './FactLine';
export * from './WhenInSight';
