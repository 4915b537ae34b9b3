import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Age, formatPercent, messageOf, useOnce } from '@fairway/ui';
import { useFaultSwitch, type Fault } from '../faults';
import { words } from '../words';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
    minHeight: 48,
    padding: theme.spacing(0.5, 2),
    fontSize: 14,
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  service: { fontWeight: 600 },
  since: { color: theme.palette.text.secondary },
}));

/** Faults that are on, each with the button that ends it for those who may. */
export function FaultList(props: {
  faults: Fault[];
  maySwitch: boolean;
  onDone(): void;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.faults.map(fault => (
        <Row key={fault.id} {...props} fault={fault} />
      ))}
    </ul>
  );
}

function Row(props: { fault: Fault; maySwitch: boolean; onDone(): void }) {
  const { fault, maySwitch, onDone } = props;
  const classes = useStyles();
  const { end } = useFaultSwitch();
  const act = useOnce(async () => {
    await end(fault.id);
    onDone();
  });
  const hasShare = fault.kind === 'errors' || fault.kind === 'latency';
  return (
    <li className={classes.item}>
      <div>
        {fault.service && (
          <>
            <span className={classes.service}>{fault.service}</span>{' '}
          </>
        )}
        {words.kinds[fault.kind]}
        {hasShare && ` (${formatPercent(fault.share)})`}
        {act.error !== undefined && (
          <div role="alert">
            {words.notEnded}: {messageOf(act.error)}
          </div>
        )}
      </div>
      <span className={classes.since}>
        <Age since={new Date(fault.from).toISOString()} />
      </span>
      {maySwitch && (
        <Button
          size="small"
          variant="outlined"
          disabled={act.isBusy}
          onClick={() => act.run()}
          aria-label={`${words.end}: ${fault.service ?? ''} ${
            words.kinds[fault.kind]
          }`}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
