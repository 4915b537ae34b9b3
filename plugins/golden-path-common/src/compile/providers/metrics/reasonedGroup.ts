import type { Because } from '../../../model';
import type { RuleGroup } from '../../crds/monitoring';

/** A rule group with its reasons; pointers begin at the group. */
export interface ReasonedGroup {
  group: RuleGroup;
  reasons: Because[];
}
