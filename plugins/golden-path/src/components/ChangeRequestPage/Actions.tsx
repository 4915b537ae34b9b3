import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { MergeDialog } from './MergeDialog';
import { useActions } from './useActions';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
  whys: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
  done: {
    fontSize: 14,
    '&:not(:empty)': { marginTop: theme.spacing(1) },
  },
}));

const ACTIONS = ['approve', 'merge', 'close'] as const;

/** Approve, merge, close; what is not allowed says why. */
export function Actions(props: {
  request: ChangeRequest;
  onChange(request: ChangeRequest): void;
}) {
  const { request, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const whyId = useId();
  const [confirming, setConfirming] = useState(false);
  const { busy, done, error, run } = useActions({ request, onChange });

  if (request.state !== 'open') {
    return (
      <div className={classes.done} role="status">
        {done && t(`actions.done.${done}`)}
      </div>
    );
  }
  const refused = ACTIONS.filter(action => !request.may[action].allowed);
  const looks = (action: (typeof ACTIONS)[number]) => ({
    disabled: !request.may[action].allowed || busy !== undefined,
    'aria-describedby': refused.includes(action)
      ? `${whyId}-${action}`
      : undefined,
  });
  return (
    <>
      <div className={classes.buttons}>
        <Button
          variant="outlined"
          color="primary"
          {...looks('approve')}
          onClick={() => run('approve')}
        >
          {t('actions.approve')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          {...looks('merge')}
          onClick={() => setConfirming(true)}
        >
          {t('actions.merge')}
        </Button>
        <Button {...looks('close')} onClick={() => run('close')}>
          {t('actions.close')}
        </Button>
      </div>
      {refused.length > 0 && (
        <ul className={classes.whys}>
          {refused.map(action => (
            <li key={action} id={`${whyId}-${action}`}>
              {t(`actions.refused.${action}`, {
                why: request.may[action].why ?? t('actions.noReason'),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.done} role="status">
        {done && t(`actions.done.${done}`)}
      </div>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('actions.failed')}
          kept={t('actions.kept')}
        />
      )}
      {confirming && (
        <MergeDialog
          request={request}
          onCancel={() => setConfirming(false)}
          onConfirm={() => {
            setConfirming(false);
            run('merge');
          }}
        />
      )}
    </>
  );
}
