import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  ErrorState,
  formatPercent,
  SectionSkeleton,
  Segmented,
  useSettled,
} from '@fairway/ui';
import { useId, useState } from 'react';
import { useWouldHaveFired } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import { FiredAlerts } from './FiredAlerts';
import { percentText, targetIn } from './targetInput';
import { PASTS, type PastDays, type View } from './useView';

/** Whoever types is given time to end the number. */
const PAUSE_MS = 500;

const useStyles = makeStyles(theme => ({
  choices: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  },
  target: { width: 260 },
  result: { minHeight: 320 },
  old: { opacity: 0.7 },
}));

/** Which alerts would have fired in the past, and which with another target. */
export function Preview(props: { value: ObjectiveAnswer; view: View }) {
  const { value, view } = props;
  const t = useWords();
  const classes = useStyles();
  const field = useId();
  const [text, setText] = useState(percentText(value.target));
  const [settled, waits] = useSettled(text, PAUSE_MS);
  const isWrong = targetIn(text) === undefined;
  const typed = targetIn(settled);
  // Documents that state percentages have targets such as 0.9990000000000001, which nobody types.
  const asked =
    typed !== undefined && percentText(typed) === percentText(value.target)
      ? value.target
      : typed;
  return (
    <>
      <div className={classes.choices}>
        <Segmented<PastDays>
          label={t('fired.past')}
          value={view.past}
          onChange={past => view.set({ past })}
          options={PASTS.map(past => ({
            value: past,
            title: t(`burnDown.ranges.${past}d`),
          }))}
        />
        <TextField
          id={field}
          size="small"
          variant="outlined"
          className={classes.target}
          label={t('fired.target')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          error={isWrong}
          helperText={
            isWrong
              ? t('fired.targetWrong')
              : t('fired.targetHelp', { target: formatPercent(value.target) })
          }
          inputProps={{ inputMode: 'decimal' }}
        />
        {asked !== value.target && (
          <Button
            size="small"
            onClick={() => setText(percentText(value.target))}
          >
            {t('fired.reset')}
          </Button>
        )}
      </div>
      <Outcome
        value={value}
        days={Number(view.past)}
        target={asked ?? value.target}
        waits={waits && !isWrong}
      />
    </>
  );
}

function Outcome(props: {
  value: ObjectiveAnswer;
  days: number;
  target: number;
  /** Whether another target is being typed. */
  waits: boolean;
}) {
  const { value, days, target, waits } = props;
  const t = useWords();
  const classes = useStyles();
  const { id } = value;
  const fired = useWouldHaveFired({
    id,
    days,
    target: target === value.target ? undefined : target,
  });
  const asItIs = useWouldHaveFired({ id, days });
  const isOld = waits || (fired.loading && fired.value !== undefined);
  return (
    <div className={classes.result} aria-busy={isOld || fired.loading}>
      {fired.error !== undefined && (
        <ErrorState
          error={fired.error}
          title={t('fired.failed')}
          onRetry={fired.reload}
        />
      )}
      {!fired.value && fired.loading && (
        <SectionSkeleton what={t('fired.what')} height={300} />
      )}
      {fired.value && (
        <div className={isOld ? classes.old : ''}>
          <FiredAlerts
            value={value}
            answer={fired.value}
            asItIs={target === value.target ? undefined : asItIs.value}
            days={days}
          />
        </div>
      )}
    </div>
  );
}
