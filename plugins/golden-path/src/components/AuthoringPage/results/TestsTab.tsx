import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { AuthoringChanges } from '@fairway/plugin-golden-path-common';
import { EmptyState, StateChip, useSettled } from '@fairway/ui';
import { useState } from 'react';
import {
  useTemplateTests,
  type RunCase,
} from '../../../hooks/useTemplateTests';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { ProblemList } from '../files/ProblemList';
import { caseFolder, templateFile, templateOf } from '../../../authoring/paths';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    padding: theme.spacing(1, 0),
    '&:not(:last-child)': {
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  name: { fontSize: 14, fontWeight: 600, overflowWrap: 'anywhere' },
  buttons: { marginLeft: 'auto' },
}));

/** Time without a keystroke before the tests run, milliseconds. */
const QUIET = 600;

/** The files that make the result of a test the expected one. */
export function asExpected(run: RunCase): AuthoringChanges {
  const folder = caseFolder(run.template, run.test);
  const written = (run.files ?? []).map(
    ({ path, text }) => [`${folder}/${path}`, text] as const,
  );
  const kept = new Set<string>(written.map(([path]) => path));
  return Object.fromEntries([
    ...run.expected
      .map(path => `${folder}/${path}`)
      .filter(path => !kept.has(path))
      .map(path => [path, null] as const),
    ...written,
  ]);
}

/** The tests of every template that the draft touches, run here. */
export function TestsTab(props: {
  workbench: Workbench;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { workbench, onGoTo } = props;
  const { draft, feed, templates, live, write } = workbench;
  const t = useWords();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const touched = [
    ...Object.keys(draft.changes).flatMap(path => templateOf(path) ?? []),
    ...(feed.feed && 'template' in feed.feed ? [feed.feed.template] : []),
  ];
  const names = all ? templates.names : [...new Set(touched)].sort();
  const [files, waits] = useSettled(workbench.files, QUIET);
  const isOlder = live.isContractOlder;
  const broken = new Set(
    live.problems.flatMap(({ file = '' }) =>
      file === templateFile(templateOf(file) ?? '') ? [templateOf(file)] : [],
    ),
  );
  const runs = useTemplateTests({
    files,
    templates: names,
    contract: live.contract,
  });
  const passed = runs.filter(({ state }) => state === 'passed').length;

  return (
    <div className={classes.root}>
      <div className={classes.head}>
        {runs.length > 0 && (
          <span role="status">
            <StateChip
              state={isOlder ? 'unknown' : stateOf({ passed, runs })}
              label={
                isOlder
                  ? t('live.notCurrent')
                  : t('tests.summary', {
                      passed: String(passed),
                      total: String(runs.length),
                    })
              }
            />
          </span>
        )}
        {!all && (
          <Button
            size="small"
            variant="outlined"
            disabled={isOlder}
            onClick={() => {
              setAll(true);
              templates.open(templates.names);
            }}
          >
            {t('tests.all', { count: templates.names.length })}
          </Button>
        )}
      </div>
      {runs.length === 0 && names.length === 0 && (
        <EmptyState title={t('tests.none')} text={t('tests.noneText')} />
      )}
      <ul className={classes.list} aria-label={t('tests.title')}>
        {runs.map(run => (
          <li key={`${run.template} ${run.test}`} className={classes.item}>
            <Run
              run={run}
              isOlder={isOlder}
              // What is taken is what the files of now give.
              isTakeable={
                !isOlder && !waits && !live.waits && !broken.has(run.template)
              }
              onGoTo={onGoTo}
              onUpdate={() => write(asExpected(run))}
              onFeed={() =>
                workbench.link.show({
                  feed: {
                    kind: 'test',
                    template: run.template,
                    test: run.test,
                  },
                  tab: 'result',
                })
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateOf(options: { passed: number; runs: RunCase[] }) {
  return options.passed === options.runs.length ? 'good' : 'attention';
}

const LOOKS = { runs: 'unknown', passed: 'good', failed: 'critical' } as const;

function Run(props: {
  run: RunCase;
  isOlder: boolean;
  isTakeable: boolean;
  onGoTo(place: { file: string; line?: number }): void;
  onUpdate(): void;
  onFeed(): void;
}) {
  const { run, isOlder, isTakeable, onGoTo, onUpdate, onFeed } = props;
  const { problems, state } = run;
  const t = useWords();
  const classes = useStyles();
  const name = `${run.template}: ${run.test}`;
  const label =
    state === 'failed'
      ? t('tests.failed', { count: problems.length })
      : t(`tests.${state}`);
  return (
    <>
      <div className={classes.head}>
        <span className={classes.name}>{name}</span>
        <StateChip
          state={isOlder ? 'unknown' : LOOKS[state]}
          label={isOlder ? t('live.notCurrent') : label}
        />
        <span className={classes.buttons}>
          <Button size="small" onClick={onFeed}>
            {t('tests.feed')}
          </Button>
          {state === 'failed' && run.files?.some(({ text }) => text !== '') && (
            <Button size="small" disabled={!isTakeable} onClick={onUpdate}>
              {t('tests.update')}
            </Button>
          )}
        </span>
      </div>
      {problems.length > 0 && (
        <ProblemList label={name} problems={problems} onGoTo={onGoTo} />
      )}
    </>
  );
}
