import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { messageOf, useOnce } from '@fairway/ui';
import { useId, useState } from 'react';
import { useFaultSwitch, type FaultKind } from '../faults';
import { words } from '../words';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
  text: {
    margin: theme.spacing(0, 0, 2),
    color: theme.palette.text.secondary,
    fontSize: 14,
  },
  begin: { marginTop: theme.spacing(2) },
}));

/** What the backend said; it names the field of its call first, which nobody sees here. */
function whyOf(error: unknown): string {
  return messageOf(error).replace(/^body: (\w+: )?/, '');
}

function isKind(value: string): value is FaultKind {
  return Object.hasOwn(words.kinds, value);
}

/** Asks for a fault. What was written stays while it does not work. */
export function FaultForm(props: { onDone(): void }) {
  const classes = useStyles();
  const id = useId();
  const { begin } = useFaultSwitch();
  const [kind, setKind] = useState<FaultKind>('errors');
  const [service, setService] = useState('fraud-service');
  const [percent, setPercent] = useState('20');
  const ofStore = kind === 'source-down';
  const hasShare = kind === 'errors' || kind === 'latency';
  const share = Number(percent) / 100;
  const isShare = !hasShare || (share > 0 && share <= 1);
  const isService = ofStore || service.trim() !== '';
  const canAsk = isShare && isService;
  const wish = `${kind} ${service} ${percent}`;
  const [asked, setAsked] = useState<string>();
  const act = useOnce(async () => {
    setAsked(wish);
    await begin({
      kind,
      ...(!ofStore && { service: service.trim() }),
      ...(hasShare && { share }),
    });
    props.onDone();
  });
  const field = { variant: 'outlined', size: 'small' } as const;
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!act.isBusy && canAsk) {
          act.run();
        }
      }}
    >
      <p className={classes.text}>{words.switchOnText}</p>
      <div className={classes.form}>
        <TextField
          {...field}
          select
          id={`${id}-kind`}
          label={words.what}
          value={kind}
          SelectProps={{ native: true }}
          InputLabelProps={{ shrink: true }}
          onChange={({ target }) =>
            isKind(target.value) && setKind(target.value)
          }
        >
          {Object.entries(words.kinds).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </TextField>
        {!ofStore && (
          <TextField
            {...field}
            id={`${id}-service`}
            label={words.service}
            error={!isService}
            helperText={isService ? words.serviceHelp : words.serviceMissing}
            value={service}
            onChange={({ target }) => setService(target.value)}
          />
        )}
        {hasShare && (
          <TextField
            {...field}
            id={`${id}-share`}
            type="number"
            label={words.share}
            error={!isShare}
            helperText={isShare ? undefined : words.shareWrong}
            value={percent}
            inputProps={{ min: 1, max: 100 }}
            onChange={({ target }) => setPercent(target.value)}
          />
        )}
      </div>
      {/* A refusal is of what was asked for, and not of what is written now. */}
      {act.error !== undefined && asked === wish && (
        <p role="alert">
          {words.notBegun}: {whyOf(act.error)}
        </p>
      )}
      <Button
        type="submit"
        className={classes.begin}
        color="primary"
        variant="contained"
        disabled={act.isBusy || !canAsk}
      >
        {words.begin}
      </Button>
    </form>
  );
}
