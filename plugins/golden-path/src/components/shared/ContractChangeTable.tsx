import type { ContractChange } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  StateChip,
  type DataTableColumn,
  type State,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

const LOOKS: Record<ContractChange['level'], State> = {
  breaking: 'critical',
  minor: 'attention',
  patch: 'good',
};

/** How much a change of the contract asks of teams. */
export function ChangeLevelChip(props: { level: ContractChange['level'] }) {
  const { level } = props;
  const t = useWords();
  return (
    <StateChip state={LOOKS[level]} label={t(`version.levels.${level}`)} />
  );
}

/** What differs between two versions of the contract, what asks most of teams first. */
export function ContractChangeTable(props: { changes: ContractChange[] }) {
  const t = useWords();
  const columns = useMemo<DataTableColumn<ContractChange>[]>(
    () => [
      {
        id: 'level',
        title: t('version.level'),
        cell: row => <ChangeLevelChip level={row.level} />,
      },
      {
        id: 'change',
        title: t('version.change'),
        prose: true,
        cell: row => row.words,
      },
      { id: 'why', title: t('version.why'), prose: true, cell: row => row.why },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('version.changes')}
      urlKey="version"
      columns={columns}
      rows={props.changes}
      rowKey={row => `${row.at} ${row.words}`}
    />
  );
}
