import TextField from '@material-ui/core/TextField';
import { isDraftPath } from '@fairway/plugin-golden-path-common';
import { useId, useState } from 'react';
import { newPathTrouble } from '../../../authoring/newPath';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { AskDialog } from '../../shared/AskDialog';

/** Asks for the path of a new file, beside the one that is open. */
export function AddFileDialog(props: {
  workbench: Workbench;
  onClose(): void;
}) {
  const { workbench, onClose } = props;
  const { file, files, link, write } = workbench;
  const t = useWords();
  const id = useId();
  const [path, setPath] = useState(file.slice(0, file.lastIndexOf('/') + 1));
  const isWrong = !isDraftPath(path);
  const trouble = newPathTrouble({ files, path });
  const wrong = trouble
    ? t(`files.pathTrouble.${trouble.kind}`, { other: trouble.other })
    : t('files.pathWrong');
  return (
    <AskDialog
      title={t('files.addTitle')}
      text={t('files.addText')}
      confirm={t('files.addConfirm')}
      disabled={trouble !== undefined || isWrong}
      onConfirm={() => {
        write({ [path]: '' });
        link.show({ file: path });
        onClose();
      }}
      onCancel={onClose}
    >
      <TextField
        id={id}
        label={t('files.path')}
        value={path}
        onChange={event => setPath(event.target.value)}
        error={trouble !== undefined}
        helperText={trouble || isWrong ? wrong : ' '}
        inputProps={{ spellCheck: false }}
        fullWidth
      />
    </AskDialog>
  );
}
