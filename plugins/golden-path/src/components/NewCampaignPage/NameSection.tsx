import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useWords } from '../../hooks/useWords';
import type { SectionProps } from './section';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
}));

/** What owners read on every request. */
export function NameSection(props: SectionProps) {
  const { form, set, trouble } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.root}>
      <TextField
        id={`${id}-title`}
        size="small"
        variant="outlined"
        required
        label={t('campaignForm.name')}
        value={form.title}
        inputProps={{ maxLength: 120 }}
        error={trouble?.title}
        helperText={t(
          trouble?.title ? 'campaignForm.nameWrong' : 'campaignForm.nameHelp',
        )}
        onChange={({ target }) => set({ title: target.value })}
      />
      <TextField
        id={`${id}-description`}
        variant="outlined"
        multiline
        minRows={3}
        InputLabelProps={{ shrink: true }}
        label={t('campaignForm.description')}
        value={form.description}
        inputProps={{ maxLength: 4000 }}
        helperText={t('campaignForm.descriptionHelp')}
        onChange={({ target }) => set({ description: target.value })}
      />
    </div>
  );
}
