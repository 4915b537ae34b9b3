import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '@fairway/ui';
import { useMasterDetailStyles } from './MasterDetail';

const useStyles = makeStyles(theme => ({
  name: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: 12.5,
    lineHeight: '16px',
    color: theme.palette.text.secondary,
  },
  hidden: visuallyHidden,
}));

/**
 * An object in a list of many: its kind, and its name below it where that is not simply the service's. A list in
 * which every row ends with the same long name says nothing.
 */
export function ObjectTitle(props: {
  kind: string;
  name: string;
  service: string;
}) {
  const { kind, name, service } = props;
  const classes = useStyles();
  const { rowTitle } = useMasterDetailStyles();
  return (
    <span className={rowTitle}>
      {kind}{' '}
      <span
        className={name === service ? classes.hidden : classes.name}
        title={name === service ? undefined : name}
      >
        {name}
      </span>
    </span>
  );
}
