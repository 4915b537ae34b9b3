import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type DefinitivePolicyDecision,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CHANGE_REQUEST } from '@fairway/plugin-golden-path-common';
import { RESOURCE_TYPE_OBJECTIVE } from '@fairway/plugin-slo-common';

/**
 * Decisions as plain data. Rules are named, not imported: a policy is its own plugin and must not pull in the ones
 * it decides about.
 */

export const allow: DefinitivePolicyDecision = {
  result: AuthorizeResult.ALLOW,
};
export const deny: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };

type ChangeRequestRule = 'IS_OWNER' | 'IS_AUTHOR' | 'IS_REVIEWER';

/** A question about a change request, asked with the person's user and groups. */
export function changeRequest(
  rule: ChangeRequestRule,
  claims: string[],
): PermissionCondition {
  return {
    resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
    rule,
    params: { claims },
  };
}

export function onChangeRequest(
  conditions: ConditionalPolicyDecision['conditions'],
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'golden-path',
    resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
    conditions,
  };
}

/** Objectives of services that one of the person's groups owns. */
export function ownObjectives(claims: string[]): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'slo',
    resourceType: RESOURCE_TYPE_OBJECTIVE,
    conditions: {
      resourceType: RESOURCE_TYPE_OBJECTIVE,
      rule: 'IS_OWNER',
      params: { claims },
    },
  };
}

/** Entities that one of the person's groups owns. */
export function ownEntities(claims: string[]): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      resourceType: 'catalog-entity',
      rule: 'IS_ENTITY_OWNER',
      params: { claims },
    },
  };
}

/** Scaffolder tasks that the person started. */
export function ownTasks(userRef: string): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    conditions: {
      resourceType: 'scaffolder-task',
      rule: 'IS_TASK_OWNER',
      params: { createdBy: [userRef] },
    },
  };
}
