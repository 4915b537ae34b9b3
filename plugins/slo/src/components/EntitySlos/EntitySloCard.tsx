import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  objectiveReadPermission,
  type ObjectivesAnswer,
} from '@fairway/plugin-slo-common';
import {
  ErrorState,
  PageSection,
  SectionSkeleton,
  StateChip,
} from '@fairway/ui';
import { useServiceObjectives } from '../../hooks/useServiceObjectives';
import { useWords } from '../../hooks/useWords';
import { BudgetBar } from '../shared/BudgetBar';
import { promiseOf } from '../shared/names';
import { OBJECTIVE_LOOKS } from '../shared/objectiveStates';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    minHeight: 24,
    fontSize: 14,
  },
  least: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.palette.text.secondary,
  },
  bar: { width: 170, color: theme.palette.text.primary },
}));

/** Size of the card once it is filled, so nothing jumps. */
const CARD_HEIGHT = 24;

/** Am I fine on what I promise? */
export function EntitySloCard() {
  const t = useWords();
  const { entity } = useEntity();
  const tab = `${useEntityRefLink()(entity)}/slos`;
  const { value, error, loading, reload } = useServiceObjectives({
    service: entity.metadata.name,
    entity: stringifyEntityRef(entity),
  });
  return (
    <PageSection
      title={t('entitySlos.title')}
      aside={<Link to={tab}>{t('entitySlos.tab')}</Link>}
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('entitySlos.failed')}
          permission={objectiveReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('entitySlos.what')} height={CARD_HEIGHT} />
      )}
      {value && <Line objectives={value} />}
    </PageSection>
  );
}

/** The worst that is to be said, and the budget that is nearest to its end. */
function Line(props: { objectives: ObjectivesAnswer }) {
  const { items, total, states } = props.objectives;
  const t = useWords();
  const classes = useStyles();
  const [worst] = items;
  if (!worst) {
    return <div className={classes.line}>{t('entitySlos.none')}</div>;
  }
  const { state } = worst;
  const least = items
    .filter(({ budget }) => budget)
    .sort((a, b) => (a.budget?.ratio ?? 0) - (b.budget?.ratio ?? 0))[0];
  return (
    <div className={classes.line}>
      <StateChip
        state={OBJECTIVE_LOOKS[state]}
        label={
          state === 'healthy'
            ? t('entitySlos.fine', { count: total })
            : t('entitySlos.some', {
                state: t(`state.${state}`),
                count: states[state],
                total: String(total),
              })
        }
        title={worst.reason ?? t(`stateText.${state}`)}
      />
      {least && (
        <span className={classes.least}>
          {t('entitySlos.least')}
          <span className={classes.bar}>
            <BudgetBar budget={least.budget} state={least.state} />
          </span>
          {total > 1 && promiseOf(least)}
        </span>
      )}
    </div>
  );
}
