import { makeStyles } from '@material-ui/core/styles';
import type { Fact } from './Facts';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    margin: 0,
    fontSize: 14,
    lineHeight: '22px',
  },
  fact: { display: 'flex', gap: theme.spacing(1) },
  term: { color: theme.palette.text.secondary },
  value: { margin: 0 },
}));

/** A few terms and values side by side. @public */
export function FactLine(props: { facts: Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {props.facts.map(({ term, value }) => (
        <div key={term} className={classes.fact}>
          <dt className={classes.term}>{term}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
