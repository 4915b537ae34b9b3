import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EnvironmentDelivery,
  Release,
} from '@fairway/plugin-golden-path-common';
import { DateTime, Facts, StateChip } from '@fairway/ui';
import { useId, useState } from 'react';
import { deliveryApiRef } from '../../deliveryClient';
import { useOpened } from '../../hooks/useOpened';
import { useWords } from '../../hooks/useWords';
import { STEP_LOOKS, stepInWords } from '../shared/deliveryStates';
import { MoveDialog } from './MoveDialog';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, fontSize: 14 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    padding: theme.spacing(0.25, 0),
  },
  when: { color: theme.palette.text.secondary },
}));

/** The request that takes a release into the next environment, with what proves it. */
export function PromoteDialog(props: {
  service: string;
  from: EnvironmentDelivery;
  to: string;
  /** What is there now. */
  replaced?: Release;
  onClose(): void;
}) {
  const { service, to, replaced, onClose } = props;
  // What was read is what is sent, whatever is delivered while the dialog is open.
  const [from] = useState(props.from);
  const { environment, release, steps } = from;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const api = useApi(deliveryApiRef);
  const [message, setMessage] = useState('');
  const request = useOpened({
    action: 'promote',
    service,
    open: () =>
      api.promote(service, {
        from: environment,
        to,
        ...(release && { release: release.id }),
        ...(message.trim() ? { message: message.trim() } : {}),
      }),
  });
  return (
    <MoveDialog
      title={t('delivery.promote.title', { service, to })}
      intro={t('delivery.promote.intro', { from: environment, to })}
      confirm={t('delivery.promote.confirm')}
      failed={t('delivery.promote.failed')}
      isReady
      request={request}
      onClose={onClose}
    >
      <Facts
        facts={[
          {
            term: t('delivery.promote.image'),
            value: <code>{release?.image}</code>,
          },
          {
            term: t('delivery.promote.replaces'),
            value: replaced ? (
              <code>{replaced.image}</code>
            ) : (
              t('delivery.promote.nothing')
            ),
          },
        ]}
      />
      <ul
        className={classes.list}
        aria-label={t('delivery.promote.evidence', { from: environment })}
      >
        {steps
          .filter(({ status }) => status !== 'not-applicable')
          .map(({ state, status, at, evidence }) => (
            <li key={state} className={classes.item}>
              <StateChip
                state={STEP_LOOKS[status] ?? 'unknown'}
                label={stepInWords({ state, status }, t)}
              />
              <span>{evidence[evidence.length - 1]?.summary}</span>
              {at && (
                <span className={classes.when}>
                  <DateTime iso={at} />
                </span>
              )}
            </li>
          ))}
      </ul>
      <TextField
        id={`${id}-why`}
        label={t('delivery.promote.why')}
        helperText={t('delivery.promote.whyHelp')}
        value={message}
        onChange={({ target }) => setMessage(target.value)}
        inputProps={{ maxLength: 500 }}
        fullWidth
      />
    </MoveDialog>
  );
}
