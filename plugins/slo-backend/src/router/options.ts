import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Access, Callers } from '@fairway/backend-kit';
import type { Refresher, StatusReader } from '../collect/types';
import type { ObjectiveResource } from '../permissions/rules';
import type { Documents } from '../services/Documents';
import type { Fleet } from '../services/Fleet';
import type { ObjectivePages } from '../services/ObjectivePages';
import type { OwnedExclusions } from '../services/OwnedExclusions';
import type { Readiness } from '../services/Readiness';

/** What the routes stand on. */
export interface RouterOptions {
  access: Access<ObjectiveResource>;
  auditor: AuditorService;
  callers: Callers;
  documents: Documents;
  exclusions: OwnedExclusions;
  fleet: Fleet;
  limits: { bodyBytes: number; pageSize: number };
  objectives: ObjectivePages;
  readiness: Readiness;
  refresher: Refresher;
  status: StatusReader;
}
