import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import type { EnvironmentDelivery } from '@fairway/plugin-golden-path-common';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { PromoteDialog } from './PromoteDialog';
import { RollbackDialog } from './RollbackDialog';

/** Takes a release on or back; what may not be done says why. */
export function Moves(props: {
  service: string;
  delivery: EnvironmentDelivery;
  next: EnvironmentDelivery | undefined;
}) {
  const { service, delivery, next } = props;
  const { promote, rollback, release, environment } = delivery;
  const t = useWords();
  const [open, setOpen] = useState<'promote' | 'rollback'>();
  const close = () => setOpen(undefined);
  if (!release) {
    return null;
  }
  return (
    <>
      {promote && (
        <Move
          label={t('delivery.promoteTo', { to: promote.to })}
          refusal={
            promote.allowed
              ? undefined
              : t('delivery.cannotPromote', {
                  to: promote.to,
                  why: promote.why ?? t('delivery.noReason'),
                })
          }
          onClick={() => setOpen('promote')}
        />
      )}
      {rollback && (
        <Move
          label={t('delivery.rollBack')}
          refusal={
            rollback.allowed
              ? undefined
              : t('delivery.cannotRollBack', {
                  why: rollback.why ?? t('delivery.noReason'),
                })
          }
          onClick={() => setOpen('rollback')}
        />
      )}
      {open === 'promote' && promote && (
        <PromoteDialog
          service={service}
          from={delivery}
          to={promote.to}
          replaced={next?.release}
          onClose={close}
        />
      )}
      {open === 'rollback' && (
        <RollbackDialog
          service={service}
          environment={environment}
          current={release}
          proposed={rollback?.to}
          onClose={close}
        />
      )}
    </>
  );
}

/** A button that, where it may not, is still reached and says why. */
function Move(props: { label: string; refusal?: string; onClick(): void }) {
  const { label, refusal, onClick } = props;
  const button = (
    <Button
      size="small"
      variant="outlined"
      color={refusal === undefined ? 'primary' : 'default'}
      aria-disabled={refusal !== undefined}
      style={refusal === undefined ? undefined : { opacity: 0.62 }}
      onClick={refusal === undefined ? onClick : undefined}
    >
      {label}
    </Button>
  );
  return refusal === undefined ? (
    button
  ) : (
    <Tooltip title={refusal}>{button}</Tooltip>
  );
}
