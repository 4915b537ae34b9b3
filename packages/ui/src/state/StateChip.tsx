import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/HelpOutline';
import WarningIcon from '@material-ui/icons/Warning';
import { fairwayColors, useFlash, type State } from '../theme';
import { uiTranslationRef } from '../translation';

const ICONS: Record<State, typeof ErrorIcon> = {
  good: CheckCircleIcon,
  attention: WarningIcon,
  critical: ErrorIcon,
  unknown: HelpIcon,
};

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  const stripe =
    theme.palette.type === 'dark'
      ? 'rgba(255,255,255,0.07)'
      : 'rgba(20,30,40,0.07)';
  return {
    chip: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      maxWidth: '100%',
      padding: '1px 8px 1px 5px',
      borderRadius: 4,
      fontFamily: theme.typography.fontFamily,
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
      whiteSpace: 'nowrap',
    },
    icon: { fontSize: 16, flex: 'none' },
    word: { overflow: 'hidden', textOverflow: 'ellipsis' },
    good: { color: states.good.text, background: states.good.background },
    attention: {
      color: states.attention.text,
      background: states.attention.background,
    },
    critical: {
      color: states.critical.text,
      background: states.critical.background,
    },
    unknown: {
      color: states.unknown.text,
      background: `repeating-linear-gradient(135deg, ${stripe} 0 3px, transparent 3px 7px), ${states.unknown.background}`,
    },
  };
});

/** @public */
export interface StateChipProps {
  state: State;
  /** The word of this case, such as `2 denied`; the state's own word when left out. */
  label?: string;
  /** More, on hover and focus. Never the only place something is said. */
  title?: string;
}

/** One of the four states with colour, icon and word; lights up once when it changes. @public */
export function StateChip(props: StateChipProps) {
  const { state, label, title } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const flash = useFlash<HTMLSpanElement>(`${state} ${label}`);
  const Icon = ICONS[state];
  const chip = (
    <span ref={flash} className={`${classes.chip} ${classes[state]}`}>
      <Icon className={classes.icon} aria-hidden />
      <span className={classes.word}>{label ?? t(`state.${state}`)}</span>
    </span>
  );
  return title ? <Tooltip title={title}>{chip}</Tooltip> : chip;
}
