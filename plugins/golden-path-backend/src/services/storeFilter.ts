import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import type { ChangeRequestFilter } from '../permissions/rules';
import type { StoreFilter } from '../store/ChangeRequestStore';
import { reviewersOfGroups } from './approvals';

/** The store knows kinds of reviewer; only the contract knows their groups. */
export function storeFilterOf(
  filter: PermissionCriteria<ChangeRequestFilter>,
  contract: PlatformContract,
): PermissionCriteria<StoreFilter> {
  const each = (part: PermissionCriteria<ChangeRequestFilter>) =>
    storeFilterOf(part, contract);
  if (isAndCriteria(filter)) {
    const [first, ...rest] = filter.allOf;
    return { allOf: [each(first), ...rest.map(each)] };
  }
  if (isOrCriteria(filter)) {
    const [first, ...rest] = filter.anyOf;
    return { anyOf: [each(first), ...rest.map(each)] };
  }
  if (isNotCriteria(filter)) {
    return { not: each(filter.not) };
  }
  return filter.key === 'reviewerGroup'
    ? {
        key: 'reviewer',
        values: reviewersOfGroups({ groups: filter.values, contract }),
      }
    : { key: filter.key, values: filter.values };
}
