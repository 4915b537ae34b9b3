import type { BurnCondition } from '../../model';
import type { OpenSloObjects } from './objects';
import type { ConditionSpec, PolicySpec } from './schema/alerts';
import type { Metadata } from './schema/common';
import { secondsOfShorthand } from './schema/durations';
import type { Slo } from './schema/slo';
import { problemAt, within, type Findings, type Placed } from './tell';

interface Options {
  slo: Placed<Slo>;
  objects: OpenSloObjects;
  findings: Findings;
}

interface Described<T> {
  metadata: Metadata;
  spec: T;
}

/**
 * The conditions under which somebody is to be told. Undefined where a document says nothing about alerts: then there
 * are those of the SRE workbook.
 */
export function conditionsOf(options: Options): BurnCondition[] | undefined {
  const { slo } = options;
  const { alertPolicies } = slo.value.spec;
  return alertPolicies?.flatMap((_, index) => policyAt(options, index));
}

function policyAt(options: Options, index: number): BurnCondition[] {
  const { slo, objects, findings } = options;
  const written = slo.value.spec.alertPolicies?.[index];
  if (!written) {
    return [];
  }
  const at = `/spec/alertPolicies/${index}`;
  const policy: Placed<Described<PolicySpec>> | undefined =
    'alertPolicyRef' in written
      ? objects.AlertPolicy.resolve(
          within(slo, `${at}/alertPolicyRef`, written.alertPolicyRef),
          findings,
        )
      : within(slo, at, written);
  return policy ? conditionOf(options, policy) : [];
}

/** Severities that get somebody out of bed. */
const URGENT = /page|crit|emerg|fatal|high|urgent|^(?:sev|p|s)[-_ ]?[012]$/i;

function conditionOf(
  { objects, findings }: Options,
  policy: Placed<Described<PolicySpec>>,
): BurnCondition[] {
  const { spec } = policy.value;
  const [written] = spec.conditions;
  const condition: Placed<Described<ConditionSpec>> | undefined =
    'conditionRef' in written
      ? objects.AlertCondition.resolve(
          within(
            policy,
            '/spec/conditions/0/conditionRef',
            written.conditionRef,
          ),
          findings,
        )
      : within(policy, '/spec/conditions/0', written);
  if (!condition) {
    return [];
  }
  const { severity, description, condition: rule } = condition.value.spec;
  if (!(rule.threshold > 0)) {
    findings.problems.push(
      problemAt(within(condition, '/spec/condition/threshold', undefined), {
        message: `expected a burn rate above 0, found ${rule.threshold}`,
        remedy: 'Write how many times too fast the budget may burn, such as 2',
      }),
    );
  }
  if (spec.alertWhenResolved) {
    findings.remarks.push(
      problemAt(within(policy, '/spec/alertWhenResolved', undefined), {
        message: 'rules cannot tell that an alert is over',
        remedy: 'Set send_resolved at the receiver in Alertmanager',
      }),
    );
  }
  return [
    {
      name: condition.value.metadata.name,
      operator: operatorOf(
        within(condition, '/spec/condition/op', rule.op),
        findings,
      ),
      threshold: rule.threshold,
      lookbackSeconds: secondsOfShorthand(rule.lookbackWindow),
      afterSeconds: secondsOfShorthand(rule.alertAfter ?? '0m') || 0,
      severity,
      urgency: URGENT.test(severity) ? 'page' : 'ticket',
      when: {
        breaching: spec.alertWhenBreaching ?? true,
        noData: spec.alertWhenNoData ?? false,
      },
      ...(description !== undefined && { description }),
      targets: targetsOf({ objects, findings }, policy),
    },
  ];
}

function operatorOf(
  op: Placed<ConditionSpec['condition']['op']>,
  findings: Findings,
): BurnCondition['operator'] {
  if (op.value === 'lt' || op.value === 'lte') {
    findings.remarks.push(
      problemAt(op, {
        message: `the alert fires when the budget burns faster than the threshold, although "${op.value}" stands here`,
        remedy: `Write "${op.value === 'lt' ? 'gt' : 'gte'}"`,
      }),
    );
  }
  return op.value.endsWith('e') ? '>=' : '>';
}

function targetsOf(
  { objects, findings }: Pick<Options, 'objects' | 'findings'>,
  policy: Placed<Described<PolicySpec>>,
): string[] {
  return (policy.value.spec.notificationTargets ?? []).map((target, index) => {
    if (!('targetRef' in target)) {
      return target.metadata.name;
    }
    const { targetRef } = target;
    if (objects.AlertNotificationTarget.lacks(targetRef)) {
      findings.remarks.push(
        problemAt(
          within(
            policy,
            `/spec/notificationTargets/${index}/targetRef`,
            targetRef,
          ),
          {
            message: `there is no AlertNotificationTarget called ${targetRef} in these documents, and its name becomes a label all the same`,
            remedy: 'Add its document where others need it',
          },
        ),
      );
    }
    return targetRef;
  });
}
