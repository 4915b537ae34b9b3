import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { formatMoney } from '@fairway/ui';
import { useId } from 'react';
import { useWords } from '../../hooks/useWords';

/** Says what a merge will do, before it does it. */
export function MergeDialog(props: {
  request: ChangeRequest;
  onCancel(): void;
  onConfirm(): void;
}) {
  const { request, onCancel, onConfirm } = props;
  const t = useWords();
  const id = useId();
  const clusters = [
    ...new Set(request.files.flatMap(({ cluster }) => cluster ?? [])),
  ].sort();
  return (
    <Dialog
      open
      onClose={onCancel}
      maxWidth="sm"
      fullWidth
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`}>
        {t('merge.title', { number: String(request.number) })}
      </DialogTitle>
      <DialogContent id={`${id}-text`}>
        <ul>
          <li>
            {t('merge.commit', {
              commit: request.commit.slice(0, 12),
              base: request.base,
            })}
          </li>
          <li>
            {t('change.counts', {
              added: String(request.counts.added),
              changed: String(request.counts.changed),
              removed: String(request.counts.removed),
            })}
          </li>
          {clusters.length > 0 && (
            <li>{t('merge.clusters', { clusters: clusters.join(', ') })}</li>
          )}
          <li>
            {request.kind === 'retire'
              ? t('merge.gone')
              : t('merge.cost', {
                  amount: formatMoney({
                    amount: request.monthlyAfter,
                    currency: request.currency,
                  }),
                })}
          </li>
          <li>{t('merge.undo')}</li>
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('merge.cancel')}</Button>
        <Button variant="contained" color="primary" onClick={onConfirm}>
          {t('merge.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
