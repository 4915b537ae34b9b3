import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useId, useState, type FormEvent } from 'react';
import { goldenPathApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  form: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
}));

/** A comment; what was typed stays when it could not be sent. */
export function CommentForm(props: {
  request: ChangeRequest;
  onChange(request: ChangeRequest): void;
}) {
  const { request, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const api = useApi(goldenPathApiRef);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onChange(await api.comment(request.id, { text: text.trim() }));
      setText('');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={send}>
      <TextField
        id={id}
        label={t('conversation.comment')}
        helperText={t('conversation.markdown')}
        value={text}
        onChange={event => setText(event.target.value)}
        variant="outlined"
        multiline
        minRows={3}
        fullWidth
        inputProps={{ maxLength: 10_000 }}
      />
      <Button
        type="submit"
        variant="outlined"
        color="primary"
        disabled={busy || text.trim() === ''}
      >
        {t('conversation.send')}
      </Button>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('conversation.failed')}
          kept={t('conversation.kept')}
        />
      )}
    </form>
  );
}
