import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  problemsOfFailure,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  PageSection,
  StateChip,
  useSettled,
  YamlInput,
  type AskedLine,
  type LineProblem,
} from '@fairway/ui';
import { useMemo, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import type { EditableText } from './editableText';
import { ProblemList } from '../shared/ProblemList';
import { readDraft } from './readDraft';
import { RequestPanel } from './RequestPanel';
import { Results } from './Results';
import { useOpenRequest } from './useOpenRequest';
import { useSloDraft, type SloDraft } from './useSloDraft';

/** Long enough not to read every letter, short enough to feel live. */
const PAUSE_MS = 250;

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  below: { padding: theme.spacing(1, 2) },
  notice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(0.75, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.default,
    fontSize: 14,
  },
}));

function lineProblems(
  problems: readonly Problem[],
  severity: LineProblem['severity'],
): LineProblem[] {
  return problems.map(({ line = 1, message, remedy }) => ({
    line,
    message: `${message}. ${remedy}.`,
    severity,
  }));
}

/** The document on the left, what it means on the right, both live. */
export function Editor(props: {
  /** The document as it is, as OpenSLO. */
  original: EditableText;
  /** The objective that is changed; missing for a new one. */
  value?: ObjectiveAnswer;
}) {
  const { original, value } = props;
  const t = useWords();
  const classes = useStyles();
  const draft = useSloDraft({ id: value?.id, original: original.text });
  const [settled, waits] = useSettled(draft.text, PAUSE_MS);
  const read = useMemo(() => readDraft(settled, t), [settled, t]);
  const request = useOpenRequest();
  const [asked, setAsked] = useState<AskedLine | undefined>(() =>
    value?.document.place.line !== undefined && value.document.place.line > 1
      ? { line: value.document.place.line }
      : undefined,
  );
  const { error } = request;
  const marks = useMemo(
    () => [
      ...lineProblems(read.problems, 'error'),
      ...lineProblems(problemsOfFailure(error), 'error'),
      ...lineProblems(read.remarks, 'warning'),
    ],
    [read, error],
  );
  const goTo = (line: number) => setAsked({ line });
  const count = read.problems.length;
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <PageSection
          title={t('editor.document')}
          flush
          aside={
            <span role="status">
              <StateChip
                state={count > 0 ? 'critical' : 'good'}
                label={
                  count > 0
                    ? t('editor.problems', { count })
                    : t('editor.readable')
                }
              />
            </span>
          }
        >
          <Notices draft={draft} value={value} leftOut={original.leftOut} />
          <YamlInput
            flush
            label={t('editor.label')}
            value={draft.text}
            onChange={draft.write}
            problems={marks}
            askedLine={asked}
            height="min(62vh, 720px)"
          />
          {count > 0 && (
            <div className={classes.below}>
              <ProblemList
                label={t('editor.problemList')}
                problems={read.problems}
                onLine={goTo}
              />
            </div>
          )}
          {read.remarks.length > 0 && (
            <div className={classes.below}>
              <Typography variant="body2" color="textSecondary">
                {t('editor.remarkList')}
              </Typography>
              <ProblemList
                label={t('editor.remarkList')}
                problems={read.remarks}
                onLine={goTo}
              />
            </div>
          )}
        </PageSection>
        <PageSection title={t('request.heading')}>
          <RequestPanel
            draft={draft}
            read={read}
            isCurrent={!waits}
            request={request}
            value={value}
            onLine={goTo}
          />
        </PageSection>
      </div>
      <div className={classes.column}>
        <Results read={read} value={value} />
      </div>
    </div>
  );
}

/** Where what is written comes from, and what may become of it. */
function Notices(props: {
  draft: SloDraft;
  value?: ObjectiveAnswer;
  leftOut: readonly string[];
}) {
  const { draft, value, leftOut } = props;
  const t = useWords();
  const classes = useStyles();
  const format = value?.document.format;
  return (
    <>
      {format && format !== 'openslo' && (
        <div className={classes.notice}>
          {t('editor.converted', { format: t(`document.formats.${format}`) })}
        </div>
      )}
      {leftOut.length > 0 && (
        <div className={classes.notice}>
          {t('editor.leftOut')} {leftOut.join('. ')}.
        </div>
      )}
      {(draft.isRestored || draft.hasMoved) && (
        <div className={classes.notice} role="status">
          {draft.hasMoved ? t('editor.moved') : t('editor.restored')}
          <Button size="small" onClick={draft.discard}>
            {draft.hasMoved ? t('editor.takeTheirs') : t('editor.discard')}
          </Button>
        </div>
      )}
      {!draft.isKept && (
        <div className={classes.notice} role="status">
          {t('editor.notKept')}
        </div>
      )}
    </>
  );
}
