import Button from '@material-ui/core/Button';
import {
  ROLL_UPS,
  type ObjectivesAnswer,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import { DataTable, EmptyState, FilterSelect } from '@fairway/ui';
import { useMemo } from 'react';
import type { ObjectiveList } from '../../hooks/useObjectives';
import { useWords } from '../../hooks/useWords';
import { nameOf } from '../shared/names';
import { burningFirst } from './burnOrder';
import { objectiveColumns } from './objectiveColumns';
import { WITHOUT, type FleetQuery } from './useFleetQuery';

const FACETS: Record<RollUpBy, keyof ObjectivesAnswer['facets']> = {
  owner: 'owners',
  system: 'systems',
  tier: 'tiers',
  businessUnit: 'businessUnits',
};

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
  const clear = (
    <Button size="small" onClick={query.clear}>
      {t('fleet.clear')}
    </Button>
  );
  return (
    <DataTable
      label={t('fleet.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowVersion={objective => objective.state}
      rowHeight={ROW_HEIGHT}
      filterText={({ title, service, id, owner = '' }) =>
        `${title} ${service} ${id} ${owner}`
      }
      toolbar={
        <>
          {ROLL_UPS.filter(
            by => page.facets[FACETS[by]].length > 0 || query[by],
          ).map(by => (
            <FilterSelect
              key={by}
              label={t(`fleet.facet.${by}`)}
              all={t(`fleet.all.${by}`)}
              value={query[by]}
              options={[
                ...page.facets[FACETS[by]].map(value => ({
                  value,
                  title: nameOf(value),
                })),
                { value: WITHOUT, title: t(`fleet.without.${by}`) },
              ]}
              onChange={value => query.set({ [by]: value })}
            />
          ))}
          {query.isNarrow && clear}
        </>
      }
      empty={
        <EmptyState
          title={t('fleet.none')}
          text={t('fleet.noneText')}
          action={clear}
        />
      }
    />
  );
}
