import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { StoreFilter } from './ChangeRequestStore';

/** Turns the criteria of a conditional decision into `where` clauses. */
export function applyFilter(options: {
  knex: Knex;
  select: Knex.QueryBuilder;
  filter: PermissionCriteria<StoreFilter>;
}): void {
  const { knex, select, filter } = options;
  const nested = (part: PermissionCriteria<StoreFilter>) => {
    return (inner: Knex.QueryBuilder) =>
      applyFilter({ knex, select: inner, filter: part });
  };
  if (isAndCriteria(filter)) {
    for (const part of filter.allOf) {
      select.andWhere(nested(part));
    }
  } else if (isOrCriteria(filter)) {
    select.andWhere(either => {
      for (const part of filter.anyOf) {
        either.orWhere(nested(part));
      }
    });
  } else if (isNotCriteria(filter)) {
    select.whereNot(nested(filter.not));
  } else if (filter.key === 'reviewer') {
    select.whereIn(
      'id',
      knex('golden_path_reviewers')
        .whereIn('reviewer', filter.values)
        .select('request_id'),
    );
  } else if (filter.key === 'owner') {
    select.andWhere(either =>
      either.whereIn('owner', filter.values).orWhere(former =>
        former
          // Without one it is false and not null, so that it can be negated.
          .whereNotNull('former_owner')
          .whereIn('former_owner', filter.values),
      ),
    );
  } else {
    select.whereIn(filter.key, filter.values);
  }
}
