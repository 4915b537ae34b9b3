import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import { useId, useState } from 'react';
import { useDependents } from '../../hooks/useDependents';
import { useWords } from '../../hooks/useWords';
import { Dependents } from './Dependents';
import { FlowDialog } from './FlowDialog';

/** In line with the words of the checkbox above. */
const UNDER_LABEL = { margin: '-4px 0 0 31px' };

/** It goes; its name is typed, since much goes with it. */
export function RetireDialog(props: { service: string; onClose(): void }) {
  const { service, onClose } = props;
  const t = useWords();
  const id = useId();
  const dependents = useDependents(service);
  const [release, setRelease] = useState(false);
  const [typed, setTyped] = useState('');
  const isCalled = (dependents.value?.callers.length ?? 0) > 0;
  return (
    <FlowDialog
      service={service}
      kind="retire"
      flow={{ kind: 'retire', ...(isCalled && release ? { release } : {}) }}
      isHeld={typed !== service}
      onClose={onClose}
      last={
        <TextField
          id={`${id}-type`}
          label={t('day2.retire.type', { service })}
          value={typed}
          onChange={({ target }) => setTyped(target.value.trim())}
          inputProps={{ spellCheck: false, autoComplete: 'off' }}
          fullWidth
        />
      }
    >
      <Dependents loaded={dependents} />
      {isCalled && (
        <div>
          <FormControlLabel
            control={
              <Checkbox
                color="primary"
                checked={release}
                onChange={({ target }) => setRelease(target.checked)}
                inputProps={{ 'aria-describedby': `${id}-release` }}
              />
            }
            label={t('day2.retire.release')}
          />
          <FormHelperText id={`${id}-release`} style={UNDER_LABEL}>
            {t('day2.retire.releaseHelp')}
          </FormHelperText>
        </div>
      )}
    </FlowDialog>
  );
}
