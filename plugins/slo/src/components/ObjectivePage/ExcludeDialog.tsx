import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { formatDuration, formatUtc, useOnce } from '@fairway/ui';
import { useId, useState } from 'react';
import { sloApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';
import { FormDialog } from './FormDialog';
import { isReason } from './isReason';
import { localInput, momentIn } from './localTime';

const HOUR_MS = 3_600_000;

const useStyles = makeStyles(theme => ({
  fields: { display: 'grid', gap: theme.spacing(2) },
  times: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: theme.spacing(2),
  },
  told: {
    minHeight: 20,
    fontSize: 13,
    lineHeight: '20px',
    color: theme.palette.text.secondary,
  },
}));

type Scope = 'objective' | 'service';

/** The time that was put in, or why it is none. */
function timeIn(
  from: string,
  to: string,
): { from: number; to: number } | 'needsTimes' | 'order' {
  const begin = momentIn(from);
  const end = momentIn(to);
  if (begin === undefined || end === undefined) {
    return 'needsTimes';
  }
  return end > begin ? { from: begin, to: end } : 'order';
}

/** Takes a time out of the budget, with a reason. */
export function ExcludeDialog(props: {
  value: ObjectiveAnswer;
  onDone(): void;
  onClose(): void;
}) {
  const { value, onDone, onClose } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const api = useApi(sloApiRef);
  const [from, setFrom] = useState(() => localInput(Date.now()));
  const [to, setTo] = useState(() => localInput(Date.now() + HOUR_MS));
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<Scope>('objective');
  const time = timeIn(from, to);
  const isTime = typeof time === 'object';
  const act = useOnce(async () => {
    if (isTime) {
      await api.exclude({
        service: value.service,
        ...(scope === 'objective' ? { objective: value.id } : {}),
        from: new Date(time.from).toISOString(),
        to: new Date(time.to).toISOString(),
        reason: reason.trim(),
      });
      onDone();
    }
  });
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <FormDialog
      title={t('exclusions.addTitle')}
      text={t('exclusions.addText')}
      confirm={t('exclusions.addConfirm')}
      failed={t('exclusions.addFailed')}
      act={act}
      disabled={!isTime || !isReason(reason)}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <RadioGroup
          aria-label={t('exclusions.scope')}
          value={scope}
          onChange={(_event, chosen) =>
            setScope(chosen === 'service' ? 'service' : 'objective')
          }
        >
          <FormControlLabel
            value="objective"
            control={<Radio color="primary" size="small" />}
            label={value.title}
          />
          <FormControlLabel
            value="service"
            control={<Radio color="primary" size="small" />}
            label={t('exclusions.ofService', { service: value.service })}
          />
        </RadioGroup>
        <div>
          <div className={classes.times}>
            <TextField
              id={`${id}-from`}
              type="datetime-local"
              variant="outlined"
              size="small"
              label={t('exclusions.fromLabel')}
              value={from}
              onChange={({ target }) => setFrom(target.value)}
              InputLabelProps={{ shrink: true }}
              helperText={t('exclusions.localTime', { zone })}
            />
            <TextField
              id={`${id}-to`}
              type="datetime-local"
              variant="outlined"
              size="small"
              label={t('exclusions.toLabel')}
              value={to}
              onChange={({ target }) => setTo(target.value)}
              InputLabelProps={{ shrink: true }}
              error={time === 'order'}
              helperText={time === 'order' ? t('exclusions.order') : ' '}
            />
          </div>
          <div className={classes.told} role="status">
            {isTime
              ? t('exclusions.lasting', {
                  duration: formatDuration((time.to - time.from) / 1000),
                  from: formatUtc(new Date(time.from).toISOString()),
                  to: formatUtc(new Date(time.to).toISOString()),
                })
              : t(`exclusions.${time}`)}
          </div>
        </div>
        <TextField
          id={`${id}-reason`}
          variant="outlined"
          size="small"
          required
          label={t('exclusions.reasonLabel')}
          helperText={t('exclusions.reasonHelp')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </FormDialog>
  );
}
