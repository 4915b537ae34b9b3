import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_OBJECTIVE } from '@fairway/plugin-slo-common';
import { z } from 'zod';

/** What a permission rule may ask about an objective. */
export interface ObjectiveResource {
  id: string;
  /** Entity ref of the owner of its service; missing while the catalog knows of none. */
  owner?: string;
}

/** The same question put to the store: the column holds one of the values. */
export interface ObjectiveFilter {
  key: 'owner';
  values: string[];
}

/** @public */
export const objectiveResourceRef = createPermissionResourceRef<
  ObjectiveResource,
  ObjectiveFilter
>().with({
  pluginId: 'slo',
  resourceType: RESOURCE_TYPE_OBJECTIVE,
});

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow for members of the group that owns the service',
  resourceRef: objectiveResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the person and of the groups they belong to'),
  }),
  apply: ({ owner }, { claims }) =>
    owner !== undefined && claims.includes(owner),
  toQuery: ({ claims }) => ({ key: 'owner', values: claims }),
});

/** Rules that a policy may put into conditional decisions. @public */
export const objectiveRules = { isOwner };

const exported = createConditionExports({
  resourceRef: objectiveResourceRef,
  rules: objectiveRules,
});

/** @public */
export const objectiveConditions = exported.conditions;
/** @public */
export const createObjectiveConditionalDecision =
  exported.createConditionalDecision;
