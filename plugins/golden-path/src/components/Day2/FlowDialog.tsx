import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import {
  changeRequestCreatePermission,
  type ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useId, useState, type ReactNode } from 'react';
import { day2ApiRef } from '../../day2Client';
import { useFlowPreview } from '../../hooks/useFlowPreview';
import { useOpened } from '../../hooks/useOpened';
import { useWords } from '../../hooks/useWords';
import { FlowPreview } from './FlowPreview';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
}));

/** A flow as a dialog: what is asked for, what it would do, and the request. */
export function FlowDialog(props: {
  service: string;
  kind: ServiceFlow['kind'];
  /** Undefined while something of it is missing. */
  flow: ServiceFlow | undefined;
  /** Why it is not confirmed yet, though it could be; as a name that is to be typed. */
  isHeld?: boolean;
  /** What is asked for. */
  children: ReactNode;
  /** Between what it would do and the reason. */
  last?: ReactNode;
  onClose(): void;
}) {
  const {
    service,
    kind,
    flow,
    isHeld = false,
    children,
    last,
    onClose,
  } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const api = useApi(day2ApiRef);
  const [message, setMessage] = useState('');
  const preview = useFlowPreview({ service, flow });
  const { run, busy, error } = useOpened({
    action: kind,
    service,
    open: async () => {
      if (!flow) {
        throw new Error('The flow is not whole');
      }
      return api.openFlow(service, {
        flow,
        ...(message.trim() ? { message: message.trim() } : {}),
      });
    },
  });
  const isReady =
    flow !== undefined &&
    !isHeld &&
    !preview.waits &&
    preview.value !== undefined &&
    preview.error === undefined &&
    preview.value.blocked.length === 0;
  return (
    <Dialog
      open
      onClose={busy ? undefined : onClose}
      maxWidth="md"
      fullWidth
      scroll="paper"
      aria-labelledby={`${id}-title`}
    >
      <DialogTitle id={`${id}-title`}>
        {t(`day2.${kind}.title`, { service })}
      </DialogTitle>
      <DialogContent dividers className={classes.stack}>
        <Typography variant="body2">{t(`day2.${kind}.intro`)}</Typography>
        {children}
        <FlowPreview
          service={service}
          state={preview}
          isAsked={flow !== undefined}
        />
        {last}
        <TextField
          id={`${id}-message`}
          label={t('day2.message')}
          helperText={t('day2.messageHelp')}
          value={message}
          onChange={({ target }) => setMessage(target.value)}
          inputProps={{ maxLength: 500 }}
          multiline
          fullWidth
        />
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('day2.failed')}
            kept={t('day2.kept')}
            permission={changeRequestCreatePermission.name}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {t('day2.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!isReady || busy}
          onClick={run}
        >
          {busy ? t('day2.opening') : t(`day2.${kind}.confirm`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
