import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AuthoringChanges,
  AuthoringFiles,
} from '@fairway/plugin-golden-path-common';
import { CopyButton } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../../hooks/useWords';
import {
  isRepositoryFolder,
  patchOf,
  SHIPPED_FOLDERS,
} from '../../../authoring/patch';
import { AskDialog } from '../../shared/AskDialog';

const useStyles = makeStyles(theme => ({
  fields: { display: 'flex', gap: theme.spacing(2), flexWrap: 'wrap' },
  field: { flex: '1 1 200px' },
  command: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
    '& code': { overflowWrap: 'anywhere' },
  },
}));

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/x-patch' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** `raise-tier-1.patch`. */
function fileName(title: string): string {
  const words = title
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words || 'draft'}.patch`;
}

/** The draft as a patch for the repository that holds what is out. */
export function PatchDialog(props: {
  title: string;
  out: AuthoringFiles;
  changes: AuthoringChanges;
  onClose(): void;
}) {
  const { title, out, changes, onClose } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const [folders, setFolders] = useState(SHIPPED_FOLDERS);
  const name = fileName(title);
  const command = `git apply ${name}`;
  const wrong = (folder: string) =>
    isRepositoryFolder(folder)
      ? {}
      : { error: true, helperText: t('draft.patchWrong') };
  return (
    <AskDialog
      title={t('draft.patchTitle')}
      text={t('draft.patchText')}
      confirm={t('draft.patchDownload')}
      disabled={!Object.values(folders).every(isRepositoryFolder)}
      onConfirm={() => {
        download(name, patchOf({ out, changes, folders }));
        onClose();
      }}
      onCancel={onClose}
    >
      <div className={classes.fields}>
        <TextField
          id={`${id}-contract`}
          className={classes.field}
          label={t('draft.patchContract')}
          value={folders.contract}
          {...wrong(folders.contract)}
          onChange={event =>
            setFolders({ ...folders, contract: event.target.value })
          }
        />
        <TextField
          id={`${id}-templates`}
          className={classes.field}
          label={t('draft.patchTemplates')}
          value={folders.templates}
          {...wrong(folders.templates)}
          onChange={event =>
            setFolders({ ...folders, templates: event.target.value })
          }
        />
      </div>
      <div className={classes.command}>
        <Typography variant="body2">
          <code>{command}</code>
        </Typography>
        <CopyButton text={command} what={t('draft.patchCommand')} />
      </div>
    </AskDialog>
  );
}
