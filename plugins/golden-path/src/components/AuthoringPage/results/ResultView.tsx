import { makeStyles } from '@material-ui/core/styles';
import type {
  CompileResult,
  ReviewDecision,
  ServiceChange,
} from '@fairway/plugin-golden-path-common';
import { EnvironmentChip, Facts, Money, Segmented } from '@fairway/ui';
import { useState } from 'react';
import { useWords } from '../../../hooks/useWords';
import { DerivedObjects } from '../../EntityGoldenPath/DerivedObjects';
import { Documents } from '../../EntityGoldenPath/Documents';
import { CostChange } from '../../shared/CostChange';
import { CostTable } from '../../shared/CostTable';
import { NotDerivedTable } from '../../shared/NotDerivedTable';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  reasons: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

const VIEWS = ['objects', 'documents', 'leftOut', 'cost'] as const;
type View = (typeof VIEWS)[number];

/** Everything that is derived of what is fed: objects with the reason of each line, documents, what is left out, cost. */
export function ResultView(props: {
  result: CompileResult;
  change: ServiceChange | undefined;
}) {
  const { result, change } = props;
  const t = useWords();
  const classes = useStyles();
  const [view, setView] = useState<View>('objects');
  const counts: Record<View, string> = {
    objects: ` (${result.objects.length})`,
    documents: '',
    leftOut: ` (${result.notDerived.length})`,
    cost: '',
  };
  return (
    <div className={classes.root}>
      <div>
        <Segmented<View>
          label={t('result.view')}
          value={view}
          onChange={setView}
          options={VIEWS.map(value => ({
            value,
            title: `${t(`result.${value}`)}${counts[value]}`,
          }))}
        />
      </div>
      {view === 'objects' && (
        <DerivedObjects result={result} layout="stacked" />
      )}
      {view === 'documents' && <Documents documents={result.documents} />}
      {view === 'leftOut' && <NotDerivedTable notDerived={result.notDerived} />}
      {view === 'cost' && <CostAndReview result={result} change={change} />}
    </div>
  );
}

function CostAndReview(props: {
  result: CompileResult;
  change: ServiceChange | undefined;
}) {
  const { result, change } = props;
  const { cost } = result;
  const t = useWords();
  return (
    <>
      <Facts
        facts={[
          {
            term: t('result.monthly'),
            value:
              change?.cost.before === undefined ||
              change.cost.before === cost.monthly ? (
                <Money
                  amount={cost.monthly}
                  currency={cost.currency}
                  perMonth
                />
              ) : (
                <CostChange
                  before={change.cost.before}
                  after={cost.monthly}
                  currency={cost.currency}
                />
              ),
          },
          {
            term: t('result.atMost'),
            value: (
              <Money
                amount={cost.monthlyAtMax}
                currency={cost.currency}
                perMonth
              />
            ),
          },
          {
            term: t('result.environments'),
            value: [...new Set(result.objects.map(({ env }) => env))].map(
              environment => (
                <EnvironmentChip key={environment} environment={environment} />
              ),
            ),
          },
          {
            term: t('result.review'),
            value: <Review review={change?.review} />,
          },
        ]}
      />
      <CostTable cost={cost} />
    </>
  );
}

function Review(props: { review: ReviewDecision | undefined }) {
  const { review } = props;
  const t = useWords();
  const classes = useStyles();
  if (!review || review.decision === 'automatic') {
    return <>{t('result.automatic')}</>;
  }
  return (
    <ul className={classes.reasons}>
      {review.reasons.map(({ reviewer, why, at }) => (
        <li key={`${reviewer} ${why} ${at}`}>
          <strong>{reviewer}</strong>: {why}
        </li>
      ))}
    </ul>
  );
}
