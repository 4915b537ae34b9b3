import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from '@fairway/plugin-golden-path-common';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
  },
  place: { color: theme.palette.text.secondary },
}));

/** What is wrong in a document, each with its place and what to do. */
export function DocumentProblems(props: { problems: readonly Problem[] }) {
  const { problems } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {problems.map(({ line, at, message, remedy }) => (
        <li key={`${line} ${at} ${message}`}>
          {(line !== undefined || at) && (
            <span className={classes.place}>
              {[
                ...(line === undefined
                  ? []
                  : [t('unreadable.line', { line: String(line) })]),
                ...(at ? [at] : []),
              ].join(', ')}
              {': '}
            </span>
          )}
          {message}. {remedy}
        </li>
      ))}
    </ul>
  );
}
