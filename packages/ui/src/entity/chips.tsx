import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  chip: {
    display: 'inline-block',
    boxSizing: 'border-box',
    marginRight: 4,
    maxWidth: '100%',
    padding: '0 7px',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    fontSize: 12.5,
    lineHeight: '20px',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    verticalAlign: 'bottom',
    color: theme.palette.text.primary,
  },
  strong: {
    borderColor: theme.palette.primary.main,
    color: theme.palette.primary.main,
    fontWeight: 600,
  },
}));

/** @public */
export interface EnvironmentChipProps {
  environment: string;
  /** Production stands out. */
  production?: boolean;
}

/** Name of an environment. @public */
export function EnvironmentChip(props: EnvironmentChipProps) {
  const classes = useStyles();
  const { environment, production = environment === 'prod' } = props;
  return (
    <span className={`${classes.chip} ${production ? classes.strong : ''}`}>
      {environment}
    </span>
  );
}

/** @public */
export interface TierChipProps {
  /** `tier-1` to `tier-3`. */
  tier: string;
}

/** Tier of a service; the first stands out. @public */
export function TierChip(props: TierChipProps) {
  const classes = useStyles();
  return (
    <span
      className={`${classes.chip} ${
        props.tier === 'tier-1' ? classes.strong : ''
      }`}
    >
      {props.tier}
    </span>
  );
}
