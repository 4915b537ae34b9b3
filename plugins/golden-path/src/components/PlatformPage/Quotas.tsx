import type { ContractAnswer } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  EnvironmentChip,
  OwnerLink,
  PageSection,
  StateChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { quotaRows, shareOf, type QuotaRow } from './quotaRows';
import { stateOfShare, UseBar } from './UseBar';

function columnsOf(t: Words): DataTableColumn<QuotaRow>[] {
  const amount = (
    id: 'cpu' | 'memory' | 'storage' | 'pods' | 'objects',
  ): DataTableColumn<QuotaRow> => ({
    id,
    title: t(`quota.${id}`),
    numeric: true,
    cell: row => <UseBar use={row[id]} />,
    // Storage often has no limit to be a share of.
    sortValue: row => (id === 'storage' ? row[id].used : shareOf(row[id])),
  });
  return [
    {
      id: 'team',
      title: t('quota.team'),
      cell: row => <OwnerLink owner={row.team} />,
      sortValue: row => row.team,
    },
    {
      id: 'environment',
      title: t('quota.environment'),
      cell: row => <EnvironmentChip environment={row.environment} />,
      sortValue: row => row.environment,
    },
    {
      id: 'state',
      title: t('quota.state'),
      cell: row => (
        <StateChip
          state={stateOfShare(row.fullest)}
          label={t('quota.share', {
            percent: String(Math.round(row.fullest * 100)),
          })}
        />
      ),
      sortValue: row => row.fullest,
    },
    amount('cpu'),
    amount('memory'),
    amount('storage'),
    amount('pods'),
    amount('objects'),
  ];
}

const FULLEST_FIRST = { column: 'state', direction: 'desc' } as const;

/** What teams ask of their quotas, the fullest first. */
export function Quotas(props: { answer: ContractAnswer }) {
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => quotaRows(props.answer), [props.answer]);
  return (
    <PageSection title={t('platform.quotas')} flush>
      <DataTable
        label={t('platform.quotas')}
        columns={columns}
        rows={rows}
        rowKey={row => `${row.team} ${row.environment}`}
        filterText={row => `${row.team} ${row.environment}`}
        defaultSort={FULLEST_FIRST}
        empty={
          <EmptyState title={t('quota.empty')} text={t('quota.emptyText')} />
        }
      />
    </PageSection>
  );
}
