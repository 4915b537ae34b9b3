import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_CHANGE_REQUEST } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** What a permission rule may ask about a change request. */
export interface ChangeRequestResource {
  id: string;
  /** Entity ref of the group that owns the service. */
  owner: string;
  /** Entity ref of the group that hands the service over, where it changes hands. */
  formerOwner?: string;
  /** Entity ref of the person who opened it. */
  author: string;
  /** Entity refs of all groups that one of its reviewers may come from. */
  reviewerGroups: string[];
}

/** The same questions put to the store: the field holds one of the values. */
export interface ChangeRequestFilter {
  key: 'owner' | 'author' | 'reviewerGroup';
  values: string[];
}

/** @public */
export const changeRequestResourceRef = createPermissionResourceRef<
  ChangeRequestResource,
  ChangeRequestFilter
>().with({
  pluginId: 'golden-path',
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs of the person and of the groups they belong to'),
});

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description:
    'Allow for members of the group that owns the service, or hands it over to another',
  resourceRef: changeRequestResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ owner, formerOwner }, { claims }) =>
    claims.includes(owner) ||
    (formerOwner !== undefined && claims.includes(formerOwner)),
  toQuery: ({ claims }) => ({ key: 'owner', values: claims }),
});

const isAuthor = createPermissionRule({
  name: 'IS_AUTHOR',
  description: 'Allow for the person who opened the request',
  resourceRef: changeRequestResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) => claims.includes(resource.author),
  toQuery: ({ claims }) => ({ key: 'author', values: claims }),
});

const isReviewer = createPermissionRule({
  name: 'IS_REVIEWER',
  description: 'Allow for members of a group that has to review the request',
  resourceRef: changeRequestResourceRef,
  paramsSchema: claimsSchema,
  apply: (resource, { claims }) =>
    resource.reviewerGroups.some(group => claims.includes(group)),
  toQuery: ({ claims }) => ({ key: 'reviewerGroup', values: claims }),
});

/** Rules that a policy may put into conditional decisions. @public */
export const changeRequestRules = { isOwner, isAuthor, isReviewer };

const exported = createConditionExports({
  resourceRef: changeRequestResourceRef,
  rules: changeRequestRules,
});

/** @public */
export const changeRequestConditions = exported.conditions;
/** @public */
export const createChangeRequestConditionalDecision =
  exported.createConditionalDecision;
