export { createImpactTally, type FleetImpact } from './fleetImpact';
export { serviceChange, type ServiceChange } from './serviceChange';
