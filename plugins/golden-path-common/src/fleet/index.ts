export * from './fleet';
export { directoryOf } from './directory';
export {
  fleetDemand,
  teamDemand,
  withDirectory,
  withoutService,
  withService,
} from './facts';
export { withAccepts } from './withAccepts';
export { withoutAccepts } from './withoutAccepts';
