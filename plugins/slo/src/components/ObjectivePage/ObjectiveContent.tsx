import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { AlertBurns } from './AlertBurns';
import { BurnDown } from './BurnDown';
import { KeyFigures } from './KeyFigures';
import { Parts } from './Parts';
import { Policy } from './Policy';
import { StateNotice } from './StateNotice';
import { useView } from './useView';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(300px, 3fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** Above the fold how it stands and how it came to that; below, what can be done about it. */
export function ObjectiveContent(props: {
  value: ObjectiveAnswer;
  onChange(): void;
}) {
  const { value, onChange } = props;
  const classes = useStyles();
  const view = useView();
  return (
    <div className={classes.stack}>
      <StateNotice value={value} />
      <KeyFigures value={value} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <BurnDown value={value} view={view} />
          <Policy policy={value.policy} />
        </div>
        <AlertBurns value={value} />
      </div>
      <Parts value={value} view={view} onChange={onChange} />
    </div>
  );
}
