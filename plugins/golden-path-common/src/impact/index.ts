export {
  createImpactTally,
  impactEntry,
  type FleetImpact,
  type ImpactEntry,
} from './fleetImpact';
export { serviceChange, type ServiceChange } from './serviceChange';
