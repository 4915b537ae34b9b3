import type { EnvironmentSettings } from '../settings';
import type { Fleet, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** What every check gets; each reads what it needs. @public */
export interface CheckOptions {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  settings: EnvironmentSettings[];
}
