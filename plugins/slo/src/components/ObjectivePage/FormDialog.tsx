import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { messageOf, type Once } from '@fairway/ui';
import { useId, type ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';

/** Asks for what is needed and does it; what was written stays while it does not work. */
export function FormDialog(props: {
  title: string;
  text: string;
  confirm: string;
  /** What went wrong, as a sentence without its end. */
  failed: string;
  act: Once;
  disabled: boolean;
  onClose(): void;
  children: ReactNode;
}) {
  const { title, text, confirm, failed, act, disabled, onClose } = props;
  const t = useWords();
  const id = useId();
  return (
    <Dialog
      open
      // What was written does not go with a click beside it, nor while nobody knows yet what became of it.
      onClose={(_event, reason) => {
        if (reason === 'escapeKeyDown' && !act.isBusy) {
          onClose();
        }
      }}
      maxWidth="sm"
      fullWidth
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!disabled && !act.isBusy) {
            act.run();
          }
        }}
      >
        <DialogTitle id={`${id}-title`}>{title}</DialogTitle>
        <DialogContent>
          <DialogContentText id={`${id}-text`}>{text}</DialogContentText>
          {props.children}
          {act.error !== undefined && (
            <p role="alert">
              {failed}: {messageOf(act.error)} {t('exclusions.keptInput')}
            </p>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={act.isBusy}>
            {t('exclusions.cancel')}
          </Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={disabled || act.isBusy}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
