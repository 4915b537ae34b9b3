import Button from '@material-ui/core/Button';
import {
  ROLL_UPS,
  type ObjectivesAnswer,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import { FilterSelect } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { nameOf } from '../shared/names';
import { WITHOUT, type FleetQuery } from './useFleetQuery';

const FACETS: Record<RollUpBy, keyof ObjectivesAnswer['facets']> = {
  owner: 'owners',
  system: 'systems',
  tier: 'tiers',
  businessUnit: 'businessUnits',
};

/** The box for words above a table: the same for the list and for what it is rolled up to. */
export function wordsOf({ q = '', set }: FleetQuery) {
  return { value: q, onChange: (words: string) => set({ q: words }) };
}

/** Narrows objectives down, one by one or rolled up. */
export function FleetFilters(props: {
  page: ObjectivesAnswer;
  query: FleetQuery;
}) {
  const { page, query } = props;
  const t = useWords();
  return (
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
      {query.isNarrow && <ClearFilters query={query} />}
    </>
  );
}

export function ClearFilters(props: { query: FleetQuery }) {
  const t = useWords();
  return (
    <Button size="small" onClick={props.query.clear}>
      {t('fleet.clear')}
    </Button>
  );
}
