import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import type { Exclusion } from '@fairway/plugin-slo-common';
import { formatLocalTime, useOnce } from '@fairway/ui';
import { useId, useState } from 'react';
import { sloApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';
import { FormDialog } from './FormDialog';
import { isReason } from './isReason';

/** Has an excluded time count again, with a reason. */
export function WithdrawDialog(props: {
  exclusion: Exclusion;
  onDone(): void;
  onClose(): void;
}) {
  const { exclusion, onDone, onClose } = props;
  const t = useWords();
  const id = useId();
  const api = useApi(sloApiRef);
  const [reason, setReason] = useState('');
  const act = useOnce(async () => {
    await api.withdraw(exclusion.id, { reason: reason.trim() });
    onDone();
  });
  return (
    <FormDialog
      title={t('exclusions.withdrawTitle')}
      text={t('exclusions.withdrawText', {
        from: formatLocalTime(exclusion.from),
        to: formatLocalTime(exclusion.to),
      })}
      confirm={t('exclusions.withdrawConfirm')}
      failed={t('exclusions.withdrawFailed')}
      act={act}
      disabled={!isReason(reason)}
      onClose={onClose}
    >
      <TextField
        id={id}
        variant="outlined"
        size="small"
        fullWidth
        required
        label={t('exclusions.withdrawReason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
