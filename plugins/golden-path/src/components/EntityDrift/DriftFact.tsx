import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { StateChip, statusOf } from '@fairway/ui';
import { useServiceDrift } from '../../hooks/useDrift';
import { useWords } from '../../hooks/useWords';
import { serviceDriftRouteRef } from '../../routes';
import { DriftStanding } from './DriftStanding';

/** Drift of a service in a line: `Git is what is derived`, `3 files edited by hand`. */
export function DriftFact(props: { service: string }) {
  const { service } = props;
  const t = useWords();
  const page = useRouteRef(serviceDriftRouteRef);
  const { value, error } = useServiceDrift(service);
  if (error !== undefined) {
    return (
      <StateChip
        state="unknown"
        label={t(
          statusOf(error) === 404
            ? 'serviceDrift.factNotYet'
            : 'serviceDrift.factUnknown',
        )}
      />
    );
  }
  if (!value) {
    return <>…</>;
  }
  const standing = <DriftStanding drift={value} />;
  return value.state === 'none' || !page ? (
    standing
  ) : (
    <Link to={page({ service })}>{standing}</Link>
  );
}
