import { makeStyles } from '@material-ui/core/styles';
import { deliveryReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, PageSection, SectionSkeleton } from '@fairway/ui';
import { useMayPropose } from '../../form/proposer';
import { useServiceDelivery } from '../../hooks/useDelivery';
import { useWords } from '../../hooks/useWords';
import { EnvironmentReleases } from './EnvironmentReleases';
import { NothingHeard } from './NothingHeard';
import { Sources } from './Sources';

/** Room of four environments. */
const HEIGHT = 480;

const useStyles = makeStyles(theme => ({
  environment: {
    padding: theme.spacing(2),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
}));

/** What is in each environment of a service, how it got there, and what proves it. */
export function DeliverySection(props: { service: string }) {
  const { service } = props;
  const t = useWords();
  const classes = useStyles();
  const { value, error, loading, reload } = useServiceDelivery(service);
  // Asked once for all environments.
  const mayPropose = useMayPropose() === true;
  const isSilent =
    value?.environments.every(({ release }) => release === undefined) ?? false;
  return (
    <PageSection
      title={t('delivery.title')}
      aside={value && !isSilent && <Sources sources={value.sources} />}
      flush
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('delivery.failed')}
          kept={t('delivery.kept')}
          permission={deliveryReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <div className={classes.environment}>
          <SectionSkeleton what={t('delivery.what')} height={HEIGHT} />
        </div>
      )}
      {value && isSilent && <NothingHeard sources={value.sources} />}
      {value &&
        !isSilent &&
        value.environments.map(environment => (
          <div key={environment.environment} className={classes.environment}>
            <EnvironmentReleases
              service={service}
              delivery={environment}
              mayPropose={mayPropose}
              next={value.environments.find(
                ({ environment: name }) => name === environment.promote?.to,
              )}
            />
          </div>
        ))}
    </PageSection>
  );
}
