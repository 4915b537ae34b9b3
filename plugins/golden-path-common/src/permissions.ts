import { createPermission } from '@backstage/plugin-permission-common';

/** Permissions of the golden path. The policy that ships grants them by role; replace it to suit. */

/** @public */
export const RESOURCE_TYPE_CHANGE_REQUEST = 'golden-path-change-request';

/** See the contract, the fleet and the merged services. @public */
export const contractReadPermission = createPermission({
  name: 'golden-path.contract.read',
  attributes: { action: 'read' },
});

/** Work on drafts of the contract and its templates, and see what they would make of the fleet. @public */
export const contractAuthorPermission = createPermission({
  name: 'golden-path.contract.author',
  attributes: { action: 'update' },
});

/** Compile an intent without writing anything. @public */
export const compilePermission = createPermission({
  name: 'golden-path.intent.compile',
  attributes: { action: 'read' },
});

/** @public */
export const changeRequestReadPermission = createPermission({
  name: 'golden-path.change-request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

/** Open or update a request. Whether for this owner is decided on the intent's owner. @public */
export const changeRequestCreatePermission = createPermission({
  name: 'golden-path.change-request.create',
  attributes: { action: 'create' },
});

/** @public */
export const changeRequestApprovePermission = createPermission({
  name: 'golden-path.change-request.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

/** @public */
export const changeRequestMergePermission = createPermission({
  name: 'golden-path.change-request.merge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

/** Close without merging. @public */
export const changeRequestClosePermission = createPermission({
  name: 'golden-path.change-request.close',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

/** @public */
export const changeRequestCommentPermission = createPermission({
  name: 'golden-path.change-request.comment',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CHANGE_REQUEST,
});

/** Propose a service for a group one does not belong to. @public */
export const createForOthersPermission = createPermission({
  name: 'golden-path.change-request.create-for-others',
  attributes: { action: 'create' },
});

/** See campaigns and what becomes of each service. @public */
export const campaignReadPermission = createPermission({
  name: 'golden-path.campaign.read',
  attributes: { action: 'read' },
});

/** Plan, start, pause and stop campaigns over the fleet. @public */
export const campaignRunPermission = createPermission({
  name: 'golden-path.campaign.run',
  attributes: { action: 'update' },
});

/** See how far releases got, what proves it, and the figures of teams. @public */
export const deliveryReadPermission = createPermission({
  name: 'golden-path.delivery.read',
  attributes: { action: 'read' },
});

/** Have Git compared with what is derived now, and not at the next regular look. @public */
export const driftCheckPermission = createPermission({
  name: 'golden-path.drift.check',
  attributes: { action: 'update' },
});

/** @public */
export const goldenPathPermissions = [
  contractReadPermission,
  contractAuthorPermission,
  compilePermission,
  changeRequestReadPermission,
  changeRequestCreatePermission,
  changeRequestApprovePermission,
  changeRequestMergePermission,
  changeRequestClosePermission,
  changeRequestCommentPermission,
  createForOthersPermission,
  driftCheckPermission,
  deliveryReadPermission,
  campaignReadPermission,
  campaignRunPermission,
];
