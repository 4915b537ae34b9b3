import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.75, 2),
    // Beside something taller they stay together.
    alignContent: 'start',
    margin: 0,
    fontSize: 14,
    lineHeight: '22px',
  },
  term: { color: theme.palette.text.secondary },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
}));

/** @public */
export interface Fact {
  term: string;
  value: ReactNode;
}

/** @public */
export interface FactsProps {
  facts: Fact[];
}

/** Terms and values, as a definition list. @public */
export function Facts(props: FactsProps) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {props.facts.map(fact => (
        <FactRow key={fact.term} fact={fact} />
      ))}
    </dl>
  );
}

function FactRow(props: { fact: Fact }) {
  const classes = useStyles();
  return (
    <>
      <dt className={classes.term}>{props.fact.term}</dt>
      <dd className={classes.value}>{props.fact.value}</dd>
    </>
  );
}
