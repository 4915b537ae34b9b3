import { ErrorState, Facts, StateChip } from '@fairway/ui';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState, type ReactNode } from 'react';
import { DerivedObjects } from '../../components/EntityGoldenPath/DerivedObjects';
import { Agreements } from '../../components/shared/Agreements';
import { DutyTable } from '../../components/shared/DutyTable';
import { FindingList } from '../../components/shared/FindingList';
import { NotDerivedTable } from '../../components/shared/NotDerivedTable';
import { placeInWords } from '../places';
import { reviewersInWords } from '../words';
import { ChangesTab } from '../change/ChangesTab';
import { useChanges } from '../change/useChanges';
import { useUnchanged } from '../change/useUnchanged';
import { costInWords } from './costInWords';
import { MendList } from './MendList';
import { MissingList } from './MissingList';
import { usePreviewContext } from './PreviewContext';
import { allFindings, verdictOf } from './verdict';
import { WillExistList } from './WillExistList';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    // As tall as the window lets it be; what is longer scrolls inside.
    maxHeight: 'calc(100vh - 48px)',
    overflow: 'auto',
  },
  head: { padding: theme.spacing(2) },
  verdict: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  },
  note: { marginTop: theme.spacing(1) },
  tabs: { borderTop: `1px solid ${theme.palette.divider}`, minHeight: 40 },
  tab: {
    minHeight: 40,
    minWidth: 0,
    padding: theme.spacing(0.75, 1.25),
    textTransform: 'none',
  },
  body: { padding: theme.spacing(2) },
}));

type TabId =
  | 'changes'
  | 'findings'
  | 'objects'
  | 'in-words'
  | 'agreements'
  | 'readiness'
  | 'not-derived';

/** What the person would get, beside the form: verdict, cost and review first, then the objects and their reasons. */
export function PreviewPanel() {
  const { preview, error, facts, placeOf, standing, changes } =
    usePreviewContext();
  const classes = useStyles();
  const [tab, setTab] = useState<TabId>(changes ? 'changes' : 'objects');
  const diff = useChanges();
  const isUnchanged = useUnchanged();
  if (error) {
    return (
      <ErrorState
        error={error}
        title="The preview cannot be shown"
        kept="What you have filled in is kept, and you can go on; everything is checked again before the request is opened."
      />
    );
  }
  const verdict =
    isUnchanged && preview?.ready
      ? ({ state: 'unknown', label: 'Nothing changed yet' } as const)
      : verdictOf(preview);
  const result = preview?.result;
  const review = preview?.review;
  // A cost of placeholders, or of nothing, would be taken for one.
  const estimated = preview?.estimated;
  const findings = preview
    ? allFindings(preview, at => placeInWords(placeOf(at)))
    : [];
  const views: { id: TabId; label: string; element: ReactNode }[] = result
    ? [
        ...(diff
          ? [
              {
                id: 'changes' as const,
                label: `Changes (${diff.length})`,
                element: <ChangesTab service={result.name} changes={diff} />,
              },
            ]
          : []),
        {
          id: 'findings',
          label: `Findings (${findings.length})`,
          element: (
            <FindingList
              findings={findings}
              none="Nothing stands in the way of what you have stated so far."
            />
          ),
        },
        {
          id: 'objects',
          label: `Objects (${result.objects.length})`,
          element: <DerivedObjects result={result} layout="stacked" />,
        },
        ...(facts
          ? [
              {
                id: 'in-words' as const,
                label: 'In words',
                element: (
                  <WillExistList result={result} contract={facts.contract} />
                ),
              },
            ]
          : []),
        {
          id: 'agreements',
          label: `Agreements (${result.agreements.length})`,
          element: (
            <Agreements service={result.name} agreements={result.agreements} />
          ),
        },
        ...(estimated
          ? [
              {
                id: 'readiness' as const,
                label: `Readiness (${result.readiness.met}/${result.readiness.total})`,
                element: <DutyTable readiness={result.readiness} />,
              },
            ]
          : []),
        {
          id: 'not-derived',
          label: `Not derived (${result.notDerived.length})`,
          element: <NotDerivedTable notDerived={result.notDerived} />,
        },
      ]
    : [];

  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <div className={classes.verdict}>
          <Typography variant="h5" component="h2">
            What you will get
          </Typography>
          <span role="status">
            <StateChip {...verdict} />
          </span>
        </div>
        {preview && result && review && (
          <Facts
            facts={[
              {
                term: 'Cost',
                value: costInWords({ preview, standing }),
              },
              {
                term: 'Review',
                value:
                  review.decision === 'automatic'
                    ? 'Automatic'
                    : `Needs ${reviewersInWords(review.reviewers)}`,
              },
              { term: 'Contract', value: result.contractVersion },
            ]}
          />
        )}
        {preview?.estimated && result?.cost.note !== undefined && (
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.note}
          >
            {result.cost.note}
          </Typography>
        )}
        {preview && <MissingList preview={preview} />}
        {preview && <MendList preview={preview} />}
      </div>
      {result && (
        <>
          <Tabs
            value={views.some(({ id }) => id === tab) ? tab : views[0].id}
            onChange={(_event, next: TabId) => setTab(next)}
            className={classes.tabs}
            indicatorColor="primary"
            variant="scrollable"
            aria-label="What you will get"
          >
            {views.map(({ id, label }) => (
              <Tab key={id} value={id} label={label} className={classes.tab} />
            ))}
          </Tabs>
          <div className={classes.body}>
            {(views.find(({ id }) => id === tab) ?? views[0]).element}
          </div>
        </>
      )}
    </div>
  );
}
