import type { NotDerived } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  EnvironmentChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

/** What was left out, and why. */
export function NotDerivedTable(props: { notDerived: NotDerived[] }) {
  const t = useWords();
  const columns = useMemo<DataTableColumn<NotDerived>[]>(
    () => [
      {
        id: 'what',
        title: t('notDerived.what'),
        cell: row => row.what,
        sortValue: row => row.what,
      },
      {
        id: 'env',
        title: t('notDerived.where'),
        cell: row =>
          row.env ? (
            <EnvironmentChip environment={row.env} />
          ) : (
            t('notDerived.everywhere')
          ),
        sortValue: row => row.env,
      },
      {
        id: 'why',
        title: t('notDerived.why'),
        prose: true,
        cell: row => row.why,
      },
      {
        id: 'from',
        title: t('notDerived.from'),
        cell: row => <code>{row.from}</code>,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('notDerived.title')}
      urlKey="left-out"
      columns={columns}
      rows={props.notDerived}
      rowKey={row => `${row.what} ${row.env} ${row.from} ${row.why}`}
      empty={<EmptyState title={t('notDerived.empty')} />}
    />
  );
}
