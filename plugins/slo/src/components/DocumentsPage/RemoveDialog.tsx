import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { messageOf, useOnce } from '@fairway/ui';
import { useId } from 'react';
import { sloApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';

/** Asks once more before an upload goes, with what goes with it. */
export function RemoveDialog(props: {
  document: SloDocumentSummary;
  onDone(): void;
  onClose(): void;
}) {
  const { document, onDone, onClose } = props;
  const { file, objectives } = document;
  const t = useWords();
  const id = useId();
  const api = useApi(sloApiRef);
  const act = useOnce(async () => {
    await api.removeDocument(document.id);
    onDone();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`}>
        {t('documents.removeTitle', { file })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-text`}>
          {t('documents.removeText', { count: objectives.length })}
        </DialogContentText>
        {act.error !== undefined && (
          <p role="alert">
            {t('documents.removeFailed')}: {messageOf(act.error)}
          </p>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('documents.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={act.isBusy}
          onClick={act.run}
        >
          {t('documents.removeConfirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
