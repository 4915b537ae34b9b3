export { isExpired, pastFrom } from './expiry';
export * from './standing';
export {
  byExpiry,
  exceptionWaiver,
  overridesOf,
  type StandingWaiver,
  type Waiver,
} from './waivers';
