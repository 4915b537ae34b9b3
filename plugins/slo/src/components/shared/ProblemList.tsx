import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from '@fairway/plugin-golden-path-common';
import { focusRing } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** More at once help nobody. */
const MOST = 20;

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'grid',
    gridTemplateColumns: '72px minmax(0, 1fr)',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 0),
    fontSize: 14,
    lineHeight: '20px',
    overflowWrap: 'anywhere',
  },
  line: {
    justifyContent: 'flex-start',
    alignSelf: 'start',
    fontFamily: 'inherit',
    fontSize: 13,
    lineHeight: '20px',
    color: theme.palette.primary.main,
    textDecoration: 'underline',
    borderRadius: 2,
    '&:focus-visible': focusRing(theme),
  },
  at: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** What is wrong or worth knowing, each with its place and what to do. */
export function ProblemList(props: {
  label: string;
  problems: readonly Problem[];
  onLine(line: number): void;
}) {
  const { label, problems, onLine } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={label}>
      {problems.slice(0, MOST).map(({ line, at, message, remedy }, index) => (
        <li key={`${index} ${at} ${message}`} className={classes.item}>
          {line === undefined ? (
            <span className={classes.at}>{t('editor.noLine')}</span>
          ) : (
            <ButtonBase className={classes.line} onClick={() => onLine(line)}>
              {t('editor.line', { line: String(line) })}
            </ButtonBase>
          )}
          <div>
            {at && <span className={classes.at}>{at}: </span>}
            {message}
            {'. '}
            {remedy}.
          </div>
        </li>
      ))}
    </ul>
  );
}
