export * from './fleet';
export { fleetDemand, teamDemand, withoutService, withService } from './facts';
export { withAccepts } from './withAccepts';
