import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { problemsOfFailure } from '@fairway/plugin-golden-path-common';
import {
  messageOf,
  YamlInput,
  type AskedLine,
  type LineProblem,
} from '@fairway/ui';
import { useId, useMemo, useRef, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { ProblemList } from '../shared/ProblemList';
import { useSloDraft } from '../SloEditorPage/useSloDraft';
import { readFile } from './readFile';
import { useUpload } from './useUpload';

/** Where the tab keeps what is written; no objective has an id with a slash. */
const KEPT_AS = '/upload';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 2),
  },
  notice: { fontSize: 14, color: theme.palette.text.secondary },
  text: { margin: 0, fontSize: 14, lineHeight: '20px' },
}));

/** A document as a file or as text; what is wrong is shown at its line, and what was written stays. */
export function UploadForm(props: { onUploaded(): void }) {
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const draft = useSloDraft({ id: KEPT_AS, original: '' });
  const [name, setName] = useState('');
  const [notRead, setNotRead] = useState<string>();
  const [asked, setAsked] = useState<AskedLine>();
  const upload = useUpload();
  const { error, taken } = upload;
  const problems = useMemo(() => problemsOfFailure(error), [error]);
  const marks = useMemo(
    () =>
      problems.map(
        ({ line = 1, message, remedy }): LineProblem => ({
          line,
          message: `${message}. ${remedy}.`,
          severity: 'error',
        }),
      ),
    [problems],
  );
  const choose = async (file: File) => {
    const read = await readFile(file);
    if ('failure' in read) {
      setNotRead(t(`upload.${read.failure}`, { file: file.name }));
      return;
    }
    setNotRead(undefined);
    setName(file.name);
    draft.write(read.text);
  };
  const send = async () => {
    if (await upload.send({ file: name.trim(), text: draft.text })) {
      draft.discard();
      setName('');
      props.onUploaded();
    }
  };
  return (
    <div className={classes.stack}>
      <Typography variant="body2">{t('upload.text')}</Typography>
      <div className={classes.row}>
        <TextField
          id={id}
          size="small"
          variant="outlined"
          required
          label={t('upload.name')}
          helperText={t('upload.nameHelp')}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".yaml,.yml"
          aria-label={t('upload.choose')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) {
              choose(file);
            }
            // So that the same file can be chosen again once it was mended.
            target.value = '';
          }}
        />
        <Button variant="outlined" onClick={() => chooser.current?.click()}>
          {t('upload.choose')}
        </Button>
      </div>
      {notRead !== undefined && (
        <p role="alert" className={classes.text}>
          {notRead}
        </p>
      )}
      {draft.isRestored && (
        <div role="status" className={classes.notice}>
          {t('upload.restored')}{' '}
          <Button size="small" onClick={draft.discard}>
            {t('upload.discard')}
          </Button>
        </div>
      )}
      {!draft.isKept && (
        <div role="status" className={classes.notice}>
          {t('upload.notKept')}
        </div>
      )}
      <YamlInput
        label={t('upload.editor')}
        value={draft.text}
        onChange={draft.write}
        problems={marks}
        askedLine={asked}
        height={280}
      />
      {error !== undefined && (
        <div role="alert">
          <p className={classes.text}>
            <strong>{t('upload.failed')}.</strong>{' '}
            {problems.length > 0 ? t('upload.refused') : messageOf(error)}{' '}
            {t('upload.keptText')}
          </p>
          {problems.length > 0 && (
            <ProblemList
              label={t('upload.problemList')}
              problems={problems}
              onLine={line => setAsked({ line })}
            />
          )}
        </div>
      )}
      <div className={classes.row}>
        <Button
          color="primary"
          variant="contained"
          disabled={
            name.trim() === '' || draft.text.trim() === '' || upload.isBusy
          }
          onClick={send}
        >
          {upload.isBusy ? t('upload.sending') : t('upload.send')}
        </Button>
        <span role="status" className={classes.text}>
          {taken &&
            t('upload.done', {
              file: taken.file,
              count: taken.objectives.length,
            })}
        </span>
      </div>
    </div>
  );
}
