import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import {
  ErrorState,
  PageSection,
  SectionSkeleton,
  statusOf,
} from '@fairway/ui';
import { useServiceDrift } from '../../hooks/useDrift';
import { useWords } from '../../hooks/useWords';
import { serviceDriftRouteRef } from '../../routes';
import { DriftMend } from './DriftMend';

/** Size of the section once it is filled, so nothing jumps. */
const SECTION_HEIGHT = 96;

/** Whether what lies in Git for a service is what is derived, and the click that mends it. */
export function DriftSection(props: { service: string }) {
  const { service } = props;
  const t = useWords();
  const page = useRouteRef(serviceDriftRouteRef);
  const { value, error, loading, reload } = useServiceDrift(service);
  const isNotYet = statusOf(error) === 404;
  return (
    <PageSection
      title={t('drift.title')}
      aside={
        value && value.state !== 'none' && page ? (
          <Link to={page({ service })}>{t('serviceDrift.open')}</Link>
        ) : undefined
      }
    >
      {isNotYet && (
        <Typography variant="body2">{t('serviceDrift.factNotYet')}</Typography>
      )}
      {error !== undefined && !isNotYet && (
        <ErrorState
          error={error}
          title={t('serviceDrift.failed')}
          kept={t('drift.kept')}
          permission={contractReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('drift.title')} height={SECTION_HEIGHT} />
      )}
      {value && <DriftMend drift={value} withStanding />}
    </PageSection>
  );
}
