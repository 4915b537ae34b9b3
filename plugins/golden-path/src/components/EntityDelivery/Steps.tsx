import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/HelpOutline';
import RemoveIcon from '@material-ui/icons/Remove';
import WaitingIcon from '@material-ui/icons/RadioButtonUnchecked';
import type { DeliveryStep } from '@fairway/plugin-golden-path-common';
import { fairwayColors, focusRing, formatAge } from '@fairway/ui';
import { useId, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { StepEvidence } from './StepEvidence';

const ICONS: Record<DeliveryStep['status'], typeof CheckIcon> = {
  done: CheckIcon,
  failed: ErrorIcon,
  missing: HelpIcon,
  waiting: WaitingIcon,
  'not-applicable': RemoveIcon,
};

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  const stripe =
    theme.palette.type === 'dark'
      ? 'rgba(255,255,255,0.07)'
      : 'rgba(20,30,40,0.07)';
  return {
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(86px, 1fr))',
      gap: 4,
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    step: {
      display: 'grid',
      gridTemplateColumns: '15px minmax(0, 1fr)',
      columnGap: 5,
      alignItems: 'center',
      width: '100%',
      height: '100%',
      padding: theme.spacing(0.75, 0.75),
      border: '1px solid transparent',
      borderRadius: 4,
      background: theme.palette.action.hover,
      color: theme.palette.text.primary,
      fontFamily: theme.typography.fontFamily,
      fontSize: 12.5,
      lineHeight: '18px',
      textAlign: 'left',
      cursor: 'pointer',
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&[aria-expanded=true]': {
        borderColor: theme.palette.primary.main,
        boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
      },
      '&:focus-visible': focusRing(theme),
    },
    icon: { fontSize: 15 },
    name: { fontWeight: 600 },
    when: {
      gridColumn: 2,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      fontSize: 12,
    },
    done: { background: states.good.background, color: states.good.text },
    failed: {
      background: states.critical.background,
      color: states.critical.text,
    },
    missing: {
      color: states.unknown.text,
      background: `repeating-linear-gradient(135deg, ${stripe} 0 3px, transparent 3px 7px), ${states.unknown.background}`,
    },
    waiting: {
      background: 'none',
      borderColor: theme.palette.divider,
      color: theme.palette.text.secondary,
    },
    'not-applicable': {
      background: 'none',
      color: theme.palette.text.secondary,
    },
  };
});

/** A release goes on or is taken back: the one that did not happen is no step of it. */
function isShown({ state, status }: DeliveryStep): boolean {
  return state !== 'rolled-back' || status !== 'not-applicable';
}

/** The state machine of a release as a row; each step opens what proves it. */
export function Steps(props: { environment: string; steps: DeliveryStep[] }) {
  const { environment, steps } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const [open, setOpen] = useState<DeliveryStep['state']>();
  const shown = steps.filter(isShown);
  const current = shown.find(({ state }) => state === open);
  return (
    <>
      <ol
        className={classes.list}
        aria-label={t('delivery.steps', { environment })}
      >
        {shown.map(step => {
          const { state, status, at } = step;
          const Icon = ICONS[status];
          const isFailed = status === 'failed';
          const name = isFailed
            ? t(`delivery.failedAt.${state}`)
            : t(`delivery.state.${state}`);
          const when =
            (isFailed || status === 'done') && at
              ? formatAge({ since: at, now: Date.now() })
              : t(`delivery.status.${status}`);
          return (
            <li key={state}>
              <button
                type="button"
                className={`${classes.step} ${classes[status]}`}
                aria-label={`${name} ${when}`}
                aria-expanded={state === open}
                aria-controls={state === open ? id : undefined}
                onClick={() => setOpen(state === open ? undefined : state)}
              >
                <Icon className={classes.icon} aria-hidden />
                <span className={classes.name}>{name}</span>
                <span className={classes.when}>{when}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {current && (
        <div id={id}>
          <StepEvidence step={current} />
        </div>
      )}
    </>
  );
}
