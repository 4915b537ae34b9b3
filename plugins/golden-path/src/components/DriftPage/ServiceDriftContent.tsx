import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceDrift } from '@fairway/plugin-golden-path-common';
import {
  Age,
  DateTime,
  EmptyState,
  Facts,
  OwnerLink,
  PageSection,
  ServiceLink,
  TierChip,
} from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { DriftMend } from '../EntityDrift/DriftMend';
import { DriftStanding } from '../EntityDrift/DriftStanding';
import { EndedWaivers } from '../EntityDrift/EndedWaivers';
import { FindingList } from '../shared/FindingList';
import { DriftFiles } from './DriftFiles';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
  problems: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
  },
}));

/** How it stands and what mends it; then what has ended, what denies it, and every file. */
export function ServiceDriftContent(props: { drift: ServiceDrift }) {
  const { drift } = props;
  const { problems = [], waivers, findings, fileList } = drift;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.stack}>
      <div className={classes.two}>
        <PageSection
          title={t('serviceDrift.heading')}
          aside={<DriftStanding drift={drift} />}
        >
          <DriftMend drift={drift} />
        </PageSection>
        <PageSection title={t('serviceDrift.state')}>
          <Facts
            facts={[
              {
                term: t('drift.column.service'),
                value: <ServiceLink service={drift.service} />,
              },
              {
                term: t('drift.column.team'),
                value: <OwnerLink owner={drift.team} />,
              },
              {
                term: t('drift.column.tier'),
                value: <TierChip tier={drift.tier} />,
              },
              {
                term: t('serviceDrift.version'),
                value: drift.contractVersion ?? t('drift.versionUnknown'),
              },
              {
                term: t('serviceDrift.since'),
                value: <Age since={drift.since} />,
              },
              {
                term: t('serviceDrift.checked'),
                value: <DateTime iso={drift.checkedAt} />,
              },
              {
                term: t('serviceDrift.commit'),
                value: <code>{drift.commit.slice(0, 12)}</code>,
              },
              ...(drift.changedIn
                ? [
                    {
                      term: t('serviceDrift.changedIn'),
                      value: <code>{drift.changedIn.slice(0, 12)}</code>,
                    },
                  ]
                : []),
            ]}
          />
        </PageSection>
      </div>
      {problems.length > 0 && (
        <PageSection title={t('serviceDrift.problems')}>
          <Typography variant="body2">
            {t('serviceDrift.problemsText')}
          </Typography>
          <ul className={classes.problems}>
            {problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </PageSection>
      )}
      {(waivers.length > 0 || findings.length > 0) && (
        <div className={classes.two}>
          {waivers.length > 0 && (
            <PageSection title={t('serviceDrift.waivers')}>
              <EndedWaivers waivers={waivers} />
            </PageSection>
          )}
          {findings.length > 0 && (
            <PageSection title={t('serviceDrift.findings')}>
              <FindingList findings={findings} none="" />
            </PageSection>
          )}
        </div>
      )}
      {problems.length === 0 && (
        <PageSection title={t('serviceDrift.files')}>
          {fileList.length > 0 ? (
            <DriftFiles files={fileList} />
          ) : (
            <EmptyState
              title={t('serviceDrift.noFiles')}
              text={
                drift.state === 'none' ? t('serviceDrift.noneText') : undefined
              }
            />
          )}
        </PageSection>
      )}
    </div>
  );
}
