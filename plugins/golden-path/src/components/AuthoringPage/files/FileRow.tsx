import { makeStyles } from '@material-ui/core/styles';
import { fairwayColors, focusRing } from '@fairway/ui';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { fileState } from '../../../authoring/changes';

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  return {
    button: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 0.75),
      width: '100%',
      minHeight: 28,
      padding: theme.spacing(0.25, 1, 0.25, 2.75),
      border: 0,
      background: 'none',
      color: theme.palette.text.primary,
      font: 'inherit',
      fontSize: 13.5,
      lineHeight: '20px',
      textAlign: 'left',
      cursor: 'pointer',
      '&:hover': { background: theme.palette.action.hover },
      '&[aria-current=true]': {
        background: theme.palette.action.selected,
        boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
      },
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
    },
    name: { flex: '1 0 auto', maxWidth: '100%', overflowWrap: 'anywhere' },
    mark: { flex: 'none', fontSize: 12, fontWeight: 600 },
    changed: { color: states.attention.text },
    added: { color: states.good.text },
    removed: { color: states.critical.text },
    gone: { textDecoration: 'line-through' },
    problems: { color: states.critical.text },
  };
});

/** One file: what it is called, how it stands to what is out, and how many problems it has. */
export function FileRow(props: {
  workbench: Workbench;
  path: string;
  name: string;
  problems: number;
}) {
  const { workbench, path, name, problems } = props;
  const { out, draft, file, link } = workbench;
  const t = useWords();
  const classes = useStyles();
  const state = fileState({ out, changes: draft.changes, path });
  return (
    <button
      type="button"
      className={classes.button}
      aria-current={path === file}
      onClick={() => link.show({ file: path })}
    >
      <span
        className={`${classes.name} ${state === 'removed' ? classes.gone : ''}`}
      >
        {name}
      </span>{' '}
      {problems > 0 && (
        <span className={`${classes.mark} ${classes.problems}`}>
          {t('files.problems', { count: problems })}
        </span>
      )}
      {state !== 'same' && (
        <span className={`${classes.mark} ${classes[state]}`}>
          {t(`files.state.${state}`)}
        </span>
      )}
    </button>
  );
}
