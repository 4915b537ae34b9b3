import type { ServiceDependents } from '@fairway/plugin-golden-path-common';
import {
  EnvironmentChip,
  ErrorState,
  Facts,
  OwnerLink,
  PageSection,
  SectionSkeleton,
  ServiceLink,
  TierChip,
  type Fact,
  type Loaded,
} from '@fairway/ui';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords, type Words } from '../../hooks/useWords';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 220,
    overflowY: 'auto',
  },
});

/** Who would notice if a service went. */
export function Dependents(props: { loaded: Loaded<ServiceDependents> }) {
  const { value, error, reload } = props.loaded;
  const t = useWords();
  return (
    <PageSection level={3} title={t('day2.dependents.title')}>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('day2.dependents.failed')}
          onRetry={reload}
        />
      )}
      {!value && error === undefined && (
        <SectionSkeleton what={t('day2.dependents.loading')} height={72} />
      )}
      {value && <Found dependents={value} />}
    </PageSection>
  );
}

function Found(props: { dependents: ServiceDependents }) {
  const { callers, accepting, hosts, store, environments } = props.dependents;
  const t = useWords();
  const facts: Fact[] = [
    ...(callers.length > 0
      ? [
          {
            term: t('day2.dependents.callers'),
            value: <Callers callers={callers} t={t} />,
          },
        ]
      : []),
    ...(accepting.length > 0
      ? [
          {
            term: t('day2.dependents.accepting'),
            value: <Named services={accepting} />,
          },
        ]
      : []),
    ...(hosts.length > 0
      ? [{ term: t('day2.dependents.hosts'), value: hosts.join(', ') }]
      : []),
    ...(store
      ? [
          {
            term: t('day2.dependents.store'),
            value: t('day2.dependents.storeOf', store),
          },
        ]
      : []),
    {
      term: t('day2.dependents.environments'),
      value: environments.map(environment => (
        <EnvironmentChip key={environment} environment={environment} />
      )),
    },
  ];
  return (
    <>
      {callers.length === 0 && hosts.length === 0 && (
        <Typography variant="body2" gutterBottom>
          {t('day2.dependents.none')}
        </Typography>
      )}
      <Facts facts={facts} />
    </>
  );
}

function Callers(props: { callers: ServiceDependents['callers']; t: Words }) {
  const { callers, t } = props;
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {callers.map(({ name, team, tier, onFailure }) => (
        <li key={name}>
          <ServiceLink service={name} /> <OwnerLink owner={team} />{' '}
          <TierChip tier={tier} />
          {onFailure && t('day2.dependents.onFailure', { what: onFailure })}
        </li>
      ))}
    </ul>
  );
}

function Named(props: { services: ServiceDependents['accepting'] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.services.map(({ name, team }) => (
        <li key={name}>
          <ServiceLink service={name} /> <OwnerLink owner={team} />
        </li>
      ))}
    </ul>
  );
}
