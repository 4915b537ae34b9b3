import { ErrorState, Facts, Money, SeverityIcon, StateChip } from '@fairway/ui';
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
import type { FormPreview } from './PreviewContext';
import { allFindings, verdictOf } from './verdict';

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
  tabs: { borderTop: `1px solid ${theme.palette.divider}`, minHeight: 40 },
  tab: { minHeight: 40, minWidth: 0, textTransform: 'none' },
  body: { padding: theme.spacing(2) },
  first: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1.5),
  },
  stale: { opacity: 0.6 },
}));

type TabId =
  | 'findings'
  | 'objects'
  | 'agreements'
  | 'readiness'
  | 'not-derived';

/** What the person would get, beside the form: verdict, cost and review first, then the objects and their reasons. */
export function PreviewPanel(props: FormPreview) {
  const { preview, lastGood, error } = props;
  const classes = useStyles();
  const [tab, setTab] = useState<TabId>('objects');
  if (error) {
    return (
      <ErrorState
        error={error}
        title="The preview cannot be shown"
        kept="What you have filled in is kept, and you can go on; everything is checked again before the request is opened."
      />
    );
  }
  const shown = preview?.result ? preview : lastGood;
  const result = shown?.result;
  const review = shown?.review;
  const findings = preview ? allFindings(preview) : [];
  const first = findings.find(({ severity }) => severity === 'deny');
  const views: { id: TabId; label: string; element: ReactNode }[] = result
    ? [
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
        {
          id: 'agreements',
          label: `Agreements (${result.agreements.length})`,
          element: (
            <Agreements service={result.name} agreements={result.agreements} />
          ),
        },
        {
          id: 'readiness',
          label: `Readiness (${result.readiness.met}/${result.readiness.total})`,
          element: <DutyTable readiness={result.readiness} />,
        },
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
            <StateChip {...verdictOf(preview)} />
          </span>
        </div>
        {result && review && (
          <Facts
            facts={[
              {
                term: 'Cost',
                value: (
                  <Money
                    amount={result.cost.monthly}
                    currency={result.cost.currency}
                    perMonth
                  />
                ),
              },
              {
                term: 'Review',
                value:
                  review.decision === 'automatic'
                    ? 'Automatic'
                    : `Needs ${review.reviewers.join(', ')}`,
              },
              { term: 'Contract', value: result.contractVersion },
            ]}
          />
        )}
        {preview && preview.missing.length > 0 && (
          <Typography variant="body2" color="textSecondary">
            Still to state:{' '}
            {preview.missing.map(({ title }) => title).join(', ')}. Placeholders
            stand in until then.
          </Typography>
        )}
        {first && (
          <div className={classes.first}>
            <SeverityIcon severity="deny" />
            <Typography variant="body2">
              {first.message} {first.remedy}
            </Typography>
          </div>
        )}
      </div>
      {result && (
        <>
          <Tabs
            value={tab}
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
          <div
            className={`${classes.body} ${
              preview?.result ? '' : classes.stale
            }`}
          >
            {views.find(({ id }) => id === tab)?.element}
          </div>
        </>
      )}
    </div>
  );
}
