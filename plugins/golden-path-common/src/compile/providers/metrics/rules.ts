import type { Because } from '../../../model';
import { because } from '../../because';
import type { EnvironmentContext } from '../../context';
import type { RuleGroup } from '../../crds/monitoring';
import { workloadAlerts } from './alerts';
import { sloGroups } from './sloRules';

/** What is recorded and alerted on for a service, whichever product evaluates it. */
export function ruleGroups(ctx: EnvironmentContext): {
  groups: RuleGroup[];
  /** With pointers from the object. */
  reasons: Because[];
} {
  const groups = [
    ...(ctx.features.sloAlerts ? sloGroups(ctx) : []),
    workloadAlerts(ctx),
  ];
  return {
    groups: groups.map(({ group }) => group),
    reasons: [
      because(
        '',
        ctx.objectives.from,
        'What users feel pages, and what will hurt them soon opens a ticket.',
      ),
      ...groups.flatMap(({ reasons }, index) =>
        reasons.map(({ at, from, why }) =>
          because(`/spec/groups/${index}${at}`, from, why),
        ),
      ),
    ],
  };
}
