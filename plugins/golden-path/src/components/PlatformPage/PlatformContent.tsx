import { makeStyles } from '@material-ui/core/styles';
import type { ContractAnswer } from '@fairway/plugin-golden-path-common';
import { RouteTabs } from '@fairway/ui';
import { Route, Routes } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import { Changelog } from './Changelog';
import { ContractProblems } from './ContractProblems';
import { Environments } from './Environments';
import { Exceptions } from './Exceptions';
import { Layers } from './Layers';
import { Policies } from './Policies';
import { policyRows } from './policyRows';
import { Quotas } from './Quotas';
import { VersionSummary } from './VersionSummary';

const useStyles = makeStyles(theme => ({
  summary: { marginBottom: theme.spacing(2) },
}));

/** Version and what changed, then each part of the contract with an address of its own. */
export function PlatformContent(props: { answer: ContractAnswer }) {
  const { answer } = props;
  const { contract } = answer;
  const t = useWords();
  const classes = useStyles();
  const tabs = (
    <RouteTabs
      label={t('platform.parts')}
      tabs={[
        {
          path: 'layers',
          title: t('platform.layers'),
          count: contract.layers.length,
          element: <Layers layers={contract.layers} />,
        },
        {
          path: 'policies',
          title: t('platform.policies'),
          // As many as the table has rows: rules of the contract that hit somebody are among them.
          count: policyRows(answer).length,
          element: <Policies answer={answer} />,
        },
        {
          path: 'exceptions',
          title: t('platform.exceptions'),
          count: contract.exceptions.length,
          element: <Exceptions answer={answer} />,
        },
        {
          path: 'quotas',
          title: t('platform.quotas'),
          element: <Quotas answer={answer} />,
        },
        {
          path: 'environments',
          title: t('platform.environments'),
          count: contract.environments.length,
          element: <Environments contract={contract} />,
        },
        {
          path: 'changelog',
          title: t('platform.changelog'),
          element: <Changelog contract={contract} />,
        },
      ]}
    />
  );
  return (
    <>
      {answer.problems && answer.problems.length > 0 && (
        <div className={classes.summary}>
          <ContractProblems problems={answer.problems} />
        </div>
      )}
      <div className={classes.summary}>
        <VersionSummary answer={answer} />
      </div>
      <Routes>
        <Route path="*" element={tabs} />
      </Routes>
    </>
  );
}
