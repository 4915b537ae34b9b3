import type {
  ServiceIntent,
  SharedResource,
} from '@fairway/plugin-golden-path-common';

/** Top of the organization; cost is reported by it. @public */
export interface BusinessUnit {
  /** Group name in the catalog. */
  name: string;
  title: string;
  costCentre: string;
}

/** @public */
export interface EstateDomain {
  name: string;
  title: string;
  businessUnit: string;
  /** Group name of the team that answers for it. */
  owner: string;
}

/** @public */
export interface EstateSystem {
  name: string;
  title: string;
  domain: string;
  /** Group name. */
  owner: string;
}

/** @public */
export interface EstateTeam {
  /** Group name in the catalog. */
  name: string;
  title: string;
  domain: string;
  /** The system it builds; several teams may share one. */
  system: string;
  businessUnit: string;
  /** `CC-1200-03`: the business unit's centre and the team's number in it. */
  costCentre: string;
  /** With a leading `#`. */
  channel: string;
  email: string;
}

/** @public */
export interface EstateUser {
  /** User name in the catalog. */
  name: string;
  displayName: string;
  email: string;
  /** Group names. */
  memberOf: string[];
  /** Role in the demo when this is one of the personas to sign in as. */
  persona?: string;
}

/** Who is called, in which order. @public */
export interface OnCallRotation {
  /** What `operations.escalation` of an intent names. */
  name: string;
  /** Group name. */
  team: string;
  level: 'primary' | 'secondary';
  /** User names; each takes a week in this order. */
  members: string[];
  /** First shift, ISO time in UTC; the rotation goes on from there. */
  startsAt: string;
  shiftDays: number;
  /** Minutes without an answer until the next level is called. */
  escalateAfterMinutes: number;
}

/** Everything about one company, all of it derived from the seed and the size. @public */
export interface Estate {
  seed: number;
  businessUnits: BusinessUnit[];
  domains: EstateDomain[];
  systems: EstateSystem[];
  teams: EstateTeam[];
  users: EstateUser[];
  /** Declared by teams; those of the platform are in the contract. */
  resources: SharedResource[];
  /** One per service, of every workload type, sorted by name. */
  intents: ServiceIntent[];
  onCall: OnCallRotation[];
}
