import TextField from '@material-ui/core/TextField';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { FlowDialog } from './FlowDialog';

const NAME = /^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/;

/** The same service under another name. */
export function RenameDialog(props: { service: string; onClose(): void }) {
  const { service, onClose } = props;
  const t = useWords();
  const id = useId();
  const [to, setTo] = useState('');
  const isName = NAME.test(to);
  return (
    <FlowDialog
      service={service}
      kind="rename"
      flow={isName && to !== service ? { kind: 'rename', to } : undefined}
      onClose={onClose}
    >
      <TextField
        id={`${id}-name`}
        label={t('day2.rename.name')}
        helperText={t('day2.rename.help')}
        value={to}
        error={to !== '' && !isName}
        onChange={({ target }) => setTo(target.value.trim())}
        inputProps={{ spellCheck: false, autoComplete: 'off' }}
        fullWidth
      />
    </FlowDialog>
  );
}
