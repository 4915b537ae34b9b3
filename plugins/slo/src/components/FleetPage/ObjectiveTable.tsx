import { DataTable, EmptyState } from '@fairway/ui';
import { useMemo } from 'react';
import type { ObjectiveList } from '../../hooks/useObjectives';
import { useWords } from '../../hooks/useWords';
import { burningFirst } from './burnOrder';
import { ClearFilters, FleetFilters, wordsOf } from './FleetFilters';
import { objectiveColumns } from './objectiveColumns';
import type { FleetQuery } from './useFleetQuery';

/** Two lines fit. */
const ROW_HEIGHT = 40;

/** Every objective with how it stands, what burns most first. */
export function ObjectiveTable(props: {
  list: ObjectiveList;
  query: FleetQuery;
}) {
  const { list, query } = props;
  const { items, page } = list;
  const { fits, state } = query;
  const t = useWords();
  const columns = useMemo(() => objectiveColumns(t), [t]);
  const rows = useMemo(
    () =>
      burningFirst(
        items.filter(each => fits(each) && (!state || each.state === state)),
      ),
    [items, fits, state],
  );
  if (page.total === 0) {
    return <EmptyState title={t('fleet.empty')} text={t('fleet.emptyText')} />;
  }
  return (
    <DataTable
      label={t('fleet.title')}
      columns={columns}
      rows={rows}
      total={items.length}
      rowKey={({ id }) => id}
      rowVersion={objective => objective.state}
      rowHeight={ROW_HEIGHT}
      filter={wordsOf(query)}
      toolbar={<FleetFilters page={page} query={query} />}
      empty={
        <EmptyState
          title={t('fleet.none')}
          text={t('fleet.noneText')}
          action={<ClearFilters query={query} />}
        />
      }
    />
  );
}
