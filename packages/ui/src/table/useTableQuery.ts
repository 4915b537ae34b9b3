import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** @public */
export interface TableSort {
  column: string;
  direction: 'asc' | 'desc';
}

/** @public */
export interface TableQuery {
  sort?: TableSort;
  filter: string;
  setSort(sort: TableSort): void;
  setFilter(filter: string): void;
}

function parseSort(text: string | null): TableSort | undefined {
  const [, column, direction] = /^(.+)\.(asc|desc)$/.exec(text ?? '') ?? [];
  return column
    ? { column, direction: direction === 'desc' ? 'desc' : 'asc' }
    : undefined;
}

/**
 * Sort and filter of a table, kept in the address so that a link shows the same. `urlKey` tells tables of one
 * page apart.
 * @public
 */
export function useTableQuery(options: {
  urlKey?: string;
  defaultSort?: TableSort;
}): TableQuery {
  const { urlKey, defaultSort } = options;
  const prefix = urlKey ? `${urlKey}.` : '';
  const [params, setParams] = useSearchParams();
  const sortText = params.get(`${prefix}sort`);

  const put = useCallback(
    (name: string, value: string) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          if (value) {
            next.set(`${prefix}${name}`, value);
          } else {
            next.delete(`${prefix}${name}`);
          }
          return next;
        },
        { replace: true },
      ),
    [prefix, setParams],
  );

  return useMemo(
    () => ({
      sort: parseSort(sortText) ?? defaultSort,
      filter: params.get(`${prefix}q`) ?? '',
      setSort: sort => put('sort', `${sort.column}.${sort.direction}`),
      setFilter: filter => put('q', filter),
    }),
    [sortText, defaultSort, params, prefix, put],
  );
}
