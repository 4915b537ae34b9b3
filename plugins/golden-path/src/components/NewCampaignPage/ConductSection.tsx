import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useWords } from '../../hooks/useWords';
import { RadioCards } from '../shared/RadioCards';
import type { SectionProps } from './section';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
  column: {
    display: 'grid',
    gap: theme.spacing(2),
    justifyItems: 'start',
  },
  number: { maxWidth: 300 },
}));

/** Waves, how many requests at a time, and who merges. */
export function ConductSection(props: SectionProps) {
  const { form, set, trouble } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.root}>
      <Typography variant="body2">{t('campaignForm.waves.text')}</Typography>
      <div className={classes.two}>
        <RadioCards
          label={t('campaignForm.waves.label')}
          value={form.by}
          onChange={by => set({ by })}
          options={(['tier', 'team', 'environment', 'none'] as const).map(
            by => ({
              value: by,
              title: t(`campaignForm.waves.${by}`),
              text: t(`campaignForm.waves.${by}Text`),
            }),
          )}
        />
        <div className={classes.column}>
          <RadioCards
            label={t('campaignForm.waves.next')}
            value={form.next}
            onChange={next => set({ next })}
            options={(['merged', 'manual'] as const).map(next => ({
              value: next,
              title: t(`campaignForm.waves.${next}`),
            }))}
          />
          <RadioCards
            label={t('campaignForm.merge')}
            value={form.merge}
            onChange={merge => set({ merge })}
            options={(['owners', 'automatic'] as const).map(merge => ({
              value: merge,
              title: t(`campaignForm.${merge}`),
              text: t(`campaignForm.${merge}Text`),
            }))}
          />
        </div>
      </div>
      <div className={classes.two}>
        <TextField
          id={`${id}-size`}
          className={classes.number}
          size="small"
          variant="outlined"
          label={t('campaignForm.waves.size')}
          value={form.size}
          inputProps={{ inputMode: 'numeric' }}
          error={trouble?.size}
          helperText={t(
            trouble?.size
              ? 'campaignForm.waves.sizeWrong'
              : 'campaignForm.waves.sizeHelp',
          )}
          onChange={({ target }) => set({ size: target.value })}
        />
        <TextField
          id={`${id}-concurrency`}
          className={classes.number}
          size="small"
          variant="outlined"
          label={t('campaignForm.concurrency')}
          value={form.concurrency}
          inputProps={{ inputMode: 'numeric' }}
          error={trouble?.concurrency}
          helperText={t(
            trouble?.concurrency
              ? 'campaignForm.concurrencyWrong'
              : 'campaignForm.concurrencyHelp',
          )}
          onChange={({ target }) => set({ concurrency: target.value })}
        />
      </div>
    </div>
  );
}
