export { isExpired, pastFrom } from '../compile/expiry';
export * from './standing';
export {
  byExpiry,
  exceptionWaiver,
  overridesOf,
  type StandingWaiver,
  type Waiver,
} from './waivers';
