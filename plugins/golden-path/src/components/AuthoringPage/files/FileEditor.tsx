import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  SectionSkeleton,
  StateChip,
  YamlInput,
  type AskedLine,
  type LineProblem,
} from '@fairway/ui';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import RestoreIcon from '@material-ui/icons/Restore';
import { useMemo } from 'react';
import { useStable } from '../../../hooks/useStable';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { fileState } from '../../../authoring/changes';
import { INPUT_FILE, templateOf } from '../../../authoring/paths';
import { ProblemList } from './ProblemList';

const useStyles = makeStyles(theme => ({
  root: {
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    overflow: 'hidden',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: 44,
    padding: theme.spacing(0.5, 1, 0.5, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  problems: { borderTop: `1px solid ${theme.palette.divider}` },
  path: {
    margin: 0,
    marginRight: 'auto',
    minWidth: 0,
    fontSize: 14,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
}));

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The file that is open, with what is wrong in it; below it, what is wrong anywhere in the draft. */
export function FileEditor(props: {
  workbench: Workbench;
  asked?: AskedLine & { file: string };
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { workbench, asked, onGoTo } = props;
  const { file, files, out, draft, live, write, restore } = workbench;
  const t = useWords();
  const classes = useStyles();
  const all = useStable(live.problems, sameProblems);
  const inFiles = useMemo(
    // What is wrong in a text that is no file stands where that is written.
    () => all.filter(problem => problem.file !== INPUT_FILE),
    [all],
  );
  const own = useMemo(
    () =>
      all
        .filter(problem => problem.file === file)
        .map(
          ({ line = 1, message, remedy }): LineProblem => ({
            line,
            message: `${message}. ${remedy}.`,
            severity: 'error',
          }),
        ),
    [all, file],
  );
  const text = Object.hasOwn(files, file) ? files[file] : undefined;
  const state = fileState({ out, changes: draft.changes, path: file });
  const template = templateOf(file);
  const isLoading =
    text === undefined &&
    template !== undefined &&
    workbench.templates.names.includes(template) &&
    !workbench.templates.loaded.has(template) &&
    workbench.templates.error === undefined;

  return (
    <section className={classes.root} aria-label={file}>
      <div className={classes.head}>
        <h2 className={classes.path}>{file}</h2>
        {own.length > 0 && (
          <StateChip
            state="critical"
            label={t('files.problems', { count: own.length })}
          />
        )}
        {state !== 'same' && (
          <FileAction
            label={t('files.restore')}
            icon={RestoreIcon}
            onClick={() => restore(file)}
          />
        )}
        {text !== undefined && (
          <FileAction
            label={t('files.remove')}
            icon={DeleteIcon}
            onClick={() => write({ [file]: null })}
          />
        )}
      </div>
      {isLoading && <SectionSkeleton what={file} height={400} />}
      {text === undefined && !isLoading && (
        <EmptyState
          title={t(state === 'removed' ? 'files.gone' : 'files.missing')}
          text={state === 'removed' ? undefined : t('files.missingText')}
        />
      )}
      {text !== undefined && (
        <YamlInput
          label={file}
          value={text}
          problems={own}
          flush
          height="max(320px, calc(100vh - 300px))"
          askedLine={asked?.file === file ? asked : undefined}
          onChange={next => write({ [file]: next })}
        />
      )}
      {inFiles.length > 0 && (
        <div className={classes.problems}>
          <ProblemList
            label={t('files.allProblems')}
            problems={inFiles}
            onGoTo={onGoTo}
          />
        </div>
      )}
    </section>
  );
}

function FileAction(props: {
  label: string;
  icon: typeof DeleteIcon;
  onClick(): void;
}) {
  const { label, icon: Icon, onClick } = props;
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        <Icon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}
