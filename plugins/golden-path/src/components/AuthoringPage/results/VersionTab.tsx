import { makeStyles } from '@material-ui/core/styles';
import type { ContractComparison } from '@fairway/plugin-golden-path-common';
import { EmptyState, Facts, StateChip } from '@fairway/ui';
import { useMemo } from 'react';
import type { LiveCompile } from '../../../hooks/useLiveCompile';
import { useWords } from '../../../hooks/useWords';
import {
  ChangeLevelChip,
  ContractChangeTable,
} from '../../shared/ContractChangeTable';
import { ProblemList } from '../files/ProblemList';
import { NotCurrent } from './NotCurrent';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
}));

/** What the draft changes in the contract, how much that asks of teams, and the version that it asks for. */
export function VersionTab(props: {
  live: LiveCompile;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { comparison, isContractOlder } = props.live;
  const t = useWords();
  if (isContractOlder && !comparison?.changes.length) {
    return <NotCurrent />;
  }
  return comparison && comparison.changes.length > 0 ? (
    <Comparison comparison={comparison} onGoTo={props.onGoTo} />
  ) : (
    <EmptyState title={t('version.none')} text={t('version.noneText')} />
  );
}

function Comparison(props: {
  comparison: ContractComparison;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { comparison, onGoTo } = props;
  const { versions, asked, level, changes } = comparison;
  const t = useWords();
  const classes = useStyles();
  const problems = useMemo(
    () =>
      comparison.problems.map(problem => ({
        ...problem,
        // The changelog has a file of its own, as the contract ships.
        file:
          problem.at === '/changelog'
            ? 'contract/changelog.yaml'
            : `contract/${problem.file ?? 'contract.yaml'}`,
      })),
    [comparison],
  );
  return (
    <div className={classes.root}>
      <Facts
        facts={[
          { term: t('version.out'), value: versions.before },
          { term: t('version.draft'), value: versions.after },
          {
            term: t('version.asked'),
            value: (
              <>
                {asked} {level && <ChangeLevelChip level={level} />}
              </>
            ),
          },
        ]}
      />
      {problems.length > 0 ? (
        <div>
          <h3 className={classes.heading}>{t('version.problems')}</h3>
          <ProblemList
            label={t('version.problems')}
            problems={problems}
            onGoTo={onGoTo}
          />
        </div>
      ) : (
        <div>
          <StateChip state="good" label={t('version.enough')} />
        </div>
      )}
      <ContractChangeTable changes={changes} />
    </div>
  );
}
