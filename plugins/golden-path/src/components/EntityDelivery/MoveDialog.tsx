import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { changeRequestCreatePermission } from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useId, type ReactNode } from 'react';
import type { useOpened } from '../../hooks/useOpened';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
}));

/** A release that is taken on or back: what it does, and the request. */
export function MoveDialog(props: {
  title: string;
  intro: string;
  confirm: string;
  failed: string;
  isReady: boolean;
  request: ReturnType<typeof useOpened>;
  children: ReactNode;
  onClose(): void;
}) {
  const { title, intro, confirm, failed, isReady, children, onClose } = props;
  const { busy, error, run } = props.request;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  return (
    <Dialog
      open
      onClose={busy ? undefined : onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={id}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent dividers className={classes.stack}>
        <Typography variant="body2">{intro}</Typography>
        {children}
        {error !== undefined && (
          <ErrorState
            error={error}
            title={failed}
            kept={t('delivery.requestKept')}
            permission={changeRequestCreatePermission.name}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {t('delivery.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!isReady || busy}
          onClick={run}
        >
          {busy ? t('delivery.opening') : confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
