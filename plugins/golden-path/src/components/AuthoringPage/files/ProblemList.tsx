import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from '@fairway/plugin-golden-path-common';
import { focusRing, SeverityIcon } from '@fairway/ui';
import { INPUT_FILE } from '../../../authoring/paths';
import { useWords } from '../../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 220,
    overflowY: 'auto',
  },
  item: {
    '&:not(:last-child)': {
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  button: {
    display: 'flex',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(0.75, 1),
    border: 0,
    background: 'none',
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 13.5,
    lineHeight: '19px',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
  place: { color: theme.palette.text.secondary },
}));

/** Up to here; more of them are the same mistake. */
const SHOWN = 50;

/** What is wrong and what to do, each leading to its line. */
export function ProblemList(props: {
  label: string;
  problems: readonly Problem[];
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { label, problems, onGoTo } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={label}>
      {problems.slice(0, SHOWN).map(problem => {
        const { file = '', line, at, message, remedy } = problem;
        return (
          <li key={`${file} ${line} ${at} ${message}`} className={classes.item}>
            <button
              type="button"
              className={classes.button}
              onClick={() => onGoTo({ file, line })}
            >
              <SeverityIcon severity="deny" />
              <span>
                <span className={classes.place}>
                  {file === INPUT_FILE
                    ? t('feed.line', { line: String(line ?? 1) })
                    : `${file}${line === undefined ? '' : `:${line}`}`}{' '}
                  {at}
                </span>
                <br />
                {message}. {remedy}.
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
