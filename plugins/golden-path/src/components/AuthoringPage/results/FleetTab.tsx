import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import {
  problemsOfFailure,
  type AuthoringImpact,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  ErrorState,
  ServiceLink,
  StateChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { isBusy } from '../../../authoring/failures';
import type { Impact } from '../../../hooks/useImpact';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { ProblemList } from '../files/ProblemList';
import { StartCampaign } from './StartCampaign';
import { ServiceNames } from '../../shared/ServiceNames';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
  took: { fontSize: 13, color: theme.palette.text.secondary },
  finding: { '&:not(:last-child)': { marginBottom: theme.spacing(1) } },
}));

/** What the draft makes of every merged service, measured when it is asked for. */
export function FleetTab(props: {
  workbench: Workbench;
  impact: Impact;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { workbench, impact, onGoTo } = props;
  const { value, error, measuring, isStale } = impact;
  const t = useWords();
  const classes = useStyles();
  const isEmpty = Object.keys(workbench.draft.changes).length === 0;
  const button = (
    <Button
      variant="contained"
      color="primary"
      disabled={measuring || isEmpty}
      onClick={impact.measure}
    >
      {t(value ? 'fleet.again' : 'fleet.measure')}
    </Button>
  );
  return (
    <div className={classes.root}>
      {error !== undefined && (
        <Failure error={error} onRetry={impact.measure} onGoTo={onGoTo} />
      )}
      {measuring && (
        <div role="status">
          <div className={classes.head}>
            {t('fleet.measuring')}
            <Button size="small" onClick={impact.cancel}>
              {t('fleet.cancel')}
            </Button>
          </div>
          <LinearProgress aria-hidden />
        </div>
      )}
      {!value && !measuring && (
        <EmptyState
          title={t('fleet.intro')}
          text={t(isEmpty ? 'fleet.noChange' : 'fleet.introText')}
          action={button}
        />
      )}
      {value && (
        <>
          {isStale && <Alert severity="warning">{t('fleet.stale')}</Alert>}
          <div className={classes.head}>
            <Summary value={value} />
            {button}
            <StartCampaign workbench={workbench} />
          </div>
          <Measured workbench={workbench} value={value} />
        </>
      )}
    </div>
  );
}

/** Why nothing was measured, and the way on. */
function Failure(props: {
  error: unknown;
  onRetry(): void;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { error, onRetry, onGoTo } = props;
  const t = useWords();
  const problems = problemsOfFailure(error);
  if (problems.length > 0) {
    return (
      <div>
        <Alert severity="error">{t('fleet.problems')}</Alert>
        <ProblemList
          label={t('fleet.problemList')}
          problems={problems}
          onGoTo={onGoTo}
        />
      </div>
    );
  }
  return isBusy(error) ? (
    <Alert
      severity="info"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {t('fleet.retry')}
        </Button>
      }
    >
      {t('fleet.busy')}
    </Alert>
  ) : (
    <ErrorState error={error} title={t('fleet.failed')} onRetry={onRetry} />
  );
}

function Summary(props: { value: AuthoringImpact }) {
  const { changed, newlyDenied, services, took } = props.value;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      <StateChip
        state={newlyDenied.length > 0 ? 'critical' : 'good'}
        label={
          newlyDenied.length > 0
            ? t('live.newlyDenied', { count: newlyDenied.length })
            : t('fleet.noneDenied')
        }
      />
      <StateChip
        state={changed > 0 ? 'attention' : 'good'}
        label={
          changed > 0
            ? t('fleet.changed', { count: changed })
            : t('fleet.unchanged')
        }
      />
      <span className={classes.took}>
        {t('fleet.took', {
          services: String(services),
          seconds: (took / 1000).toFixed(1),
        })}
      </span>
    </>
  );
}

type Denied = AuthoringImpact['newlyDenied'][number];
type Kind = AuthoringImpact['kinds'][number];

function Measured(props: { workbench: Workbench; value: AuthoringImpact }) {
  const { value } = props;
  const { link } = props.workbench;
  const t = useWords();
  const classes = useStyles();
  const denied = useMemo<DataTableColumn<Denied>[]>(
    () => [
      {
        id: 'service',
        title: t('fleet.service'),
        cell: row => (
          <>
            <ServiceLink service={row.service} />
            <div>
              <Button
                size="small"
                onClick={() =>
                  link.show({
                    feed: { kind: 'service', name: row.service },
                    tab: 'findings',
                  })
                }
              >
                {t('fleet.feed')}
              </Button>
            </div>
          </>
        ),
        sortValue: row => row.service,
      },
      {
        id: 'why',
        title: t('fleet.why'),
        prose: true,
        cell: row =>
          row.findings.map(({ policy, message, remedy }) => (
            <div key={`${policy} ${message}`} className={classes.finding}>
              {message} {t('findings.remedy', { remedy })}
            </div>
          )),
      },
    ],
    [t, link, classes],
  );
  const kinds = useMemo<DataTableColumn<Kind>[]>(
    () => [
      {
        id: 'count',
        title: t('fleet.count'),
        numeric: true,
        cell: row => row.services.length,
        sortValue: row => row.services.length,
      },
      {
        id: 'kind',
        title: t('fleet.kind'),
        prose: true,
        cell: row => row.words,
      },
      {
        id: 'which',
        title: t('fleet.which'),
        prose: true,
        cell: row => <ServiceNames services={row.services} />,
      },
    ],
    [t],
  );
  return (
    <>
      {value.newlyDenied.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('fleet.newlyDenied')}</h3>
          <DataTable
            label={t('fleet.newlyDenied')}
            urlKey="denied"
            columns={denied}
            rows={value.newlyDenied}
            rowKey={row => row.service}
            rowHeight={72}
          />
        </div>
      )}
      {value.noLongerDenied.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('fleet.noLongerDenied')}</h3>
          <ServiceNames services={value.noLongerDenied} />
        </div>
      )}
      {value.kinds.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('fleet.kinds')}</h3>
          <DataTable
            label={t('fleet.kinds')}
            urlKey="kinds"
            columns={kinds}
            rows={value.kinds}
            rowKey={row => row.words}
          />
        </div>
      )}
    </>
  );
}
