import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content, Link, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { EmptyState, ErrorState, SectionSkeleton } from '@fairway/ui';
import { useServiceObjectives } from '../../hooks/useServiceObjectives';
import { useWords } from '../../hooks/useWords';
import { slosRouteRef } from '../../routes';
import { SourceNotice } from '../shared/SourceNotice';
import { ObjectiveSection } from './ObjectiveSection';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** Room of two objectives while they load. */
const HEIGHT = 560;

/** What this service promises, and how much of each budget is left. */
export function EntitySloContent() {
  const t = useWords();
  const classes = useStyles();
  const { entity } = useEntity();
  const fleet = useRouteRef(slosRouteRef)();
  const { value, error, loading, reload } = useServiceObjectives({
    service: entity.metadata.name,
    entity: stringifyEntityRef(entity),
  });
  // Other sources are of no concern here.
  const isStale = value?.items.some(({ staleSince }) => staleSince);
  return (
    <Content noPadding>
      <div className={classes.stack}>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('entitySlos.failed')}
            kept={t('fleet.kept')}
            permission={objectiveReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('entitySlos.what')} height={HEIGHT} />
        )}
        {value?.items.length === 0 && (
          <EmptyState
            title={t('entitySlos.none')}
            text={t('entitySlos.noneText')}
            action={
              <LinkButton to={fleet} variant="outlined" color="primary">
                {t('entitySlos.all')}
              </LinkButton>
            }
          />
        )}
        {isStale &&
          value?.sources.map(source => (
            <SourceNotice key={source.id} source={source} />
          ))}
        {value?.items.map(objective => (
          <ObjectiveSection key={objective.id} objective={objective} />
        ))}
        {value && value.total > value.items.length && (
          <Typography variant="body2">
            {t('entitySlos.cut', {
              count: value.items.length,
              total: String(value.total),
            })}{' '}
            <Link to={`${fleet}?q=${encodeURIComponent(entity.metadata.name)}`}>
              {t('entitySlos.all')}
            </Link>
          </Typography>
        )}
      </div>
    </Content>
  );
}
