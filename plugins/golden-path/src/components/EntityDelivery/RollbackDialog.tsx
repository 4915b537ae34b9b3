import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import type { Release } from '@fairway/plugin-golden-path-common';
import { formatLocalTime } from '@fairway/ui';
import { useId, useState } from 'react';
import { deliveryApiRef } from '../../deliveryClient';
import { useReleases } from '../../hooks/useDelivery';
import { useOpened } from '../../hooks/useOpened';
import { useWords } from '../../hooks/useWords';
import { imageInShort, releaseInWords } from '../shared/deliveryStates';
import { MoveDialog } from './MoveDialog';

/** The request that takes an earlier release back. */
export function RollbackDialog(props: {
  service: string;
  environment: string;
  current: Release;
  /** The one before, which is what most want. */
  proposed?: Release;
  onClose(): void;
}) {
  const { service, environment, current, proposed, onClose } = props;
  const t = useWords();
  const id = useId();
  const api = useApi(deliveryApiRef);
  const { value } = useReleases({ service, environment });
  const earlier = (value?.items ?? []).filter(
    ({ id: each, image, state }) =>
      each !== proposed?.id &&
      image !== current.image &&
      state !== 'rolled-back',
  );
  const choices = [...(proposed ? [proposed] : []), ...earlier];
  const [chosen, setChosen] = useState(proposed?.id ?? '');
  const [reason, setReason] = useState('');
  const request = useOpened({
    action: 'rollback',
    service,
    open: () =>
      api.rollback(service, {
        environment,
        ...(chosen ? { release: chosen } : {}),
        reason: reason.trim(),
      }),
  });
  return (
    <MoveDialog
      title={t('delivery.rollback.title', { service, environment })}
      intro={t('delivery.rollback.intro', { environment })}
      confirm={t('delivery.rollback.confirm')}
      failed={t('delivery.rollback.failed')}
      isReady={reason.trim() !== ''}
      request={request}
      onClose={onClose}
    >
      <TextField
        select
        SelectProps={{ native: true }}
        id={`${id}-to`}
        label={t('delivery.rollback.to')}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
        fullWidth
      >
        {choices.map(release => (
          <option key={release.id} value={release.id}>
            {`${imageInShort(release.image)} · ${releaseInWords(
              release,
              t,
            )} · ${formatLocalTime(release.startedAt)}`}
          </option>
        ))}
      </TextField>
      <TextField
        id={`${id}-why`}
        label={t('delivery.rollback.why')}
        helperText={t('delivery.rollback.whyHelp')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        inputProps={{ maxLength: 500 }}
        required
        fullWidth
      />
    </MoveDialog>
  );
}
