import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  ErrorState,
  SectionSkeleton,
  Segmented,
  useSettled,
} from '@fairway/ui';
import { useState } from 'react';
import { useWouldHaveFired } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import { FiredAlerts } from '../ObjectivePage/FiredAlerts';
import { PASTS, type PastDays } from '../ObjectivePage/useView';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
}));

/** Whoever types is given time to end the number. */
const PAUSE_MS = 500;

/** Which alerts would have fired with the target that is being written. */
export function DraftPreview(props: {
  value: ObjectiveAnswer;
  target: number;
}) {
  const { value } = props;
  const { id } = value;
  const t = useWords();
  const classes = useStyles();
  const [past, setPast] = useState<PastDays>('30');
  const days = Number(past);
  const [target] = useSettled(props.target, PAUSE_MS);
  const isSame = target === value.target;
  const fired = useWouldHaveFired({
    id,
    days,
    target: isSame ? undefined : target,
  });
  const asItIs = useWouldHaveFired({ id, days });
  return (
    <div className={classes.stack}>
      <div>
        <Segmented<PastDays>
          label={t('fired.past')}
          value={past}
          onChange={setPast}
          options={PASTS.map(each => ({
            value: each,
            title: t(`burnDown.ranges.${each}d`),
          }))}
        />
      </div>
      {fired.error !== undefined && (
        <ErrorState
          error={fired.error}
          title={t('fired.failed')}
          onRetry={fired.reload}
        />
      )}
      {!fired.value && fired.loading && (
        <SectionSkeleton what={t('fired.what')} height={240} />
      )}
      {fired.value && (
        <FiredAlerts
          value={value}
          answer={fired.value}
          asItIs={isSame ? undefined : asItIs.value}
          days={days}
        />
      )}
    </div>
  );
}
