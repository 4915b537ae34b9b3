import { Link, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  contractReadPermission,
  type ServiceSummary,
} from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  ErrorState,
  PageSection,
  ServiceLink,
  TableSkeleton,
  TierChip,
} from '@fairway/ui';
import { useMyServices, type MyServices } from '../../hooks/useMyServices';
import { useCreateService } from '../../hooks/useCreateService';
import { useWords } from '../../hooks/useWords';
import { catalogRouteRef, changeRequestRouteRef } from '../../routes';
import { VersionChip } from '../shared/VersionChip';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto auto',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    minHeight: 38,
    padding: theme.spacing(0.5, 2),
    fontSize: 14,
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  name: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
  },
  exposure: { color: theme.palette.text.secondary },
  more: {
    padding: theme.spacing(1, 2),
    fontSize: 14,
    color: theme.palette.text.secondary,
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** Services of my teams: what they are, whether they are behind, and what is about to change. */
export function YourServices() {
  const t = useWords();
  const classes = useStyles();
  const catalog = useRouteRef(catalogRouteRef);
  const createService = useCreateService();
  const { value, error, loading, reload } = useMyServices();
  return (
    <PageSection
      title={t('home.services')}
      aside={catalog && <Link to={catalog()}>{t('home.allServices')}</Link>}
      flush
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('home.servicesFailed')}
          permission={contractReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <TableSkeleton what={t('home.services')} rows={4} columns={3} />
      )}
      {value?.total === 0 && (
        <EmptyState
          title={t('home.noServices')}
          text={t('home.noServicesText')}
          action={
            createService && (
              <LinkButton
                to={createService()}
                variant="outlined"
                color="primary"
              >
                {t('list.create')}
              </LinkButton>
            )
          }
        />
      )}
      {value && (
        <ul className={classes.list}>
          {value.services.map(service => (
            <Row key={service.name} service={service} mine={value} />
          ))}
        </ul>
      )}
      {value && value.total > value.services.length && (
        <div className={classes.more}>
          <More count={value.total - value.services.length} to={catalog?.()} />
        </div>
      )}
    </PageSection>
  );
}

/** The catalog begins with what one owns. */
function More(props: { count: number; to?: string }) {
  const { count, to } = props;
  const t = useWords();
  const text = t('home.more', { count });
  return to ? <Link to={to}>{text}</Link> : <>{text}</>;
}

function Row(props: { service: ServiceSummary; mine: MyServices }) {
  const { service, mine } = props;
  const t = useWords();
  const classes = useStyles();
  const link = useRouteRef(changeRequestRouteRef);
  const request = mine.requests.get(service.name);
  return (
    <li className={classes.item}>
      <span className={classes.name}>
        <ServiceLink service={service.name} max={40} />
        {service.exposure !== 'internal' && (
          <span className={classes.exposure}>{service.exposure}</span>
        )}
      </span>
      <TierChip tier={service.tier} />
      {request ? (
        <Link to={link({ id: request.id })}>
          {t('home.request', { number: String(request.number) })}
        </Link>
      ) : (
        <span />
      )}
      <VersionChip
        merged={service.contractVersion}
        current={mine.contractVersion}
      />
    </li>
  );
}
