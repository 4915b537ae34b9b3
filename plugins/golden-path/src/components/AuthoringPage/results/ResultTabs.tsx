import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { EmptyState, ErrorState } from '@fairway/ui';
import Alert from '@material-ui/lab/Alert';
import { useId, type ReactNode } from 'react';
import { RESULT_TABS, type ResultTab } from '../../../hooks/useAuthoringLink';
import { useImpact } from '../../../hooks/useImpact';
import type { LiveCompile } from '../../../hooks/useLiveCompile';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { FindingList } from '../../shared/FindingList';
import { ProblemList } from '../files/ProblemList';
import { ChangesTab } from './ChangesTab';
import { FleetTab } from './FleetTab';
import { NotCurrent } from './NotCurrent';
import { ResultView } from './ResultView';
import { TestsTab } from './TestsTab';
import { Verdict } from './Verdict';
import { VersionTab } from './VersionTab';

const useStyles = makeStyles(theme => ({
  root: {
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    minWidth: 0,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
  },
  tabs: {
    minHeight: 40,
    borderTop: `1px solid ${theme.palette.divider}`,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  tab: {
    minHeight: 40,
    minWidth: 0,
    padding: theme.spacing(0.5, 1.25),
    textTransform: 'none',
  },
  body: { padding: theme.spacing(2), minHeight: 240 },
}));

/** How many there are; 0 says no more than the word alone. */
function countOf(tab: ResultTab, live: LiveCompile): number {
  switch (tab) {
    case 'changes':
      return live.change?.files.length ?? 0;
    case 'findings':
      return live.after?.result?.findings.length ?? 0;
    case 'version':
      return live.comparison?.changes.length ?? 0;
    default:
      return 0;
  }
}

/** What comes out of the draft: for what is fed, for the contract, for the tests, for the fleet. */
export function ResultTabs(props: {
  workbench: Workbench;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { workbench, onGoTo } = props;
  const { link, live, draft, fleetError } = workbench;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const impact = useImpact(draft.changes);
  const { tab } = link;

  const views: Record<ResultTab, () => ReactNode> = {
    result: () => <OfFeed {...props} show={Result} />,
    changes: () => <OfFeed {...props} show={ChangesTab} />,
    findings: () => <OfFeed {...props} show={Findings} />,
    version: () => <VersionTab live={live} onGoTo={onGoTo} />,
    tests: () => <TestsTab workbench={workbench} onGoTo={onGoTo} />,
    fleet: () => (
      <FleetTab workbench={workbench} impact={impact} onGoTo={onGoTo} />
    ),
  };

  return (
    <section className={classes.root} aria-label={t('live.parts')}>
      <Verdict live={live} />
      <Tabs
        value={tab}
        onChange={(_event, next: ResultTab) => link.show({ tab: next })}
        className={classes.tabs}
        indicatorColor="primary"
        variant="scrollable"
        aria-label={t('live.parts')}
      >
        {RESULT_TABS.map(each => {
          const count = countOf(each, live);
          return (
            <Tab
              key={each}
              value={each}
              className={classes.tab}
              id={`${id}-${each}`}
              aria-controls={`${id}-panel`}
              label={`${t(`live.tab.${each}`)}${
                count === 0 ? '' : ` (${count})`
              }`}
            />
          );
        })}
      </Tabs>
      <div
        className={classes.body}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
      >
        {fleetError !== undefined && (
          <ErrorState error={fleetError} title={t('authoring.fleetFailed')} />
        )}
        {live.isContractOlder && (
          <Alert severity="warning" style={{ marginBottom: 16 }}>
            {t('live.older')}
          </Alert>
        )}
        {views[tab]()}
      </div>
    </section>
  );
}

interface FeedView {
  workbench: Workbench;
}

/** Shows what a feed gives, or why it gives nothing. */
function OfFeed(props: {
  workbench: Workbench;
  onGoTo(place: { file: string; line?: number }): void;
  show(props: FeedView): ReactNode;
}) {
  const { workbench, onGoTo, show: Show } = props;
  const { live } = workbench;
  const t = useWords();
  if (live.after?.result) {
    return <Show workbench={workbench} />;
  }
  return live.problems.length > 0 ? (
    <>
      <EmptyState title={t('live.problems')} text={t('live.problemsText')} />
      <ProblemList
        label={t('files.allProblems')}
        problems={live.problems}
        onGoTo={onGoTo}
      />
    </>
  ) : (
    <EmptyState title={t('live.nothing')} text={t('live.nothingText')} />
  );
}

function Result(props: FeedView) {
  const { after, change } = props.workbench.live;
  return after?.result ? (
    <ResultView result={after.result} change={change} />
  ) : null;
}

function Findings(props: FeedView) {
  const { after, isContractOlder } = props.workbench.live;
  const t = useWords();
  const findings = after?.result?.findings ?? [];
  return isContractOlder && findings.length === 0 ? (
    <NotCurrent />
  ) : (
    <FindingList findings={findings} none={t('findings.noneText')} />
  );
}
