import type { Agreement, Finding, Fleet, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** What the parts of the check of agreements need to know of the service that is checked. */
export interface Side {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  name: string;
  team: string;
  /** Environments it runs in. */
  environments: string[];
}

/** An agreement, and what is wrong with it. */
export interface Checked {
  agreement: Agreement;
  findings: Finding[];
}
