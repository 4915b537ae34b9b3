import TextField from '@material-ui/core/TextField';
import { MAX_DRAFT_TITLE } from '@fairway/plugin-golden-path-common';
import { useId, useState } from 'react';
import { useWords } from '../../../hooks/useWords';
import { AskDialog } from '../../shared/AskDialog';

/** Asks for the title of a draft. */
export function TitleDialog(props: {
  kind: 'name' | 'rename';
  /** What it is called so far. */
  title: string;
  onConfirm(title: string): void;
  onCancel(): void;
}) {
  const { kind, onConfirm, onCancel } = props;
  const t = useWords();
  const [title, setTitle] = useState(props.title);
  const id = useId();
  const said = title.trim();
  return (
    <AskDialog
      title={t(`draft.${kind}Title`)}
      text={t(`draft.${kind}Text`)}
      confirm={t('draft.create')}
      disabled={said === ''}
      onConfirm={() => onConfirm(said)}
      onCancel={onCancel}
    >
      <TextField
        id={id}
        label={t('draft.name')}
        value={title}
        onChange={event => setTitle(event.target.value)}
        inputProps={{ maxLength: MAX_DRAFT_TITLE }}
        helperText={said === '' ? t('draft.nameEmpty') : ' '}
        fullWidth
      />
    </AskDialog>
  );
}
