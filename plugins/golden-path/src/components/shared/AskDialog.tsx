import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId, type ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';

/** Asks before something is done; Enter in a field does it. */
export function AskDialog(props: {
  title: string;
  text: string;
  confirm: string;
  disabled?: boolean;
  onConfirm(): void;
  onCancel(): void;
  children?: ReactNode;
}) {
  const { title, text, confirm, disabled, onConfirm, onCancel } = props;
  const t = useWords();
  const id = useId();
  return (
    <Dialog
      open
      onClose={onCancel}
      maxWidth="sm"
      fullWidth
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      TransitionProps={{
        // What is asked for can be typed at once.
        onEntering: (dialog: HTMLElement) =>
          dialog.querySelector('input')?.focus(),
      }}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          if (!disabled) {
            onConfirm();
          }
        }}
      >
        <DialogTitle id={`${id}-title`}>{title}</DialogTitle>
        <DialogContent>
          <DialogContentText id={`${id}-text`}>{text}</DialogContentText>
          {props.children}
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>{t('draft.cancel')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={disabled}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
