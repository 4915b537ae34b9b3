import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { writeYaml, type Problem } from '@fairway/plugin-golden-path-common';
import {
  ErrorState,
  PageSection,
  Segmented,
  StateChip,
  YamlInput,
  type AskedLine,
  type LineProblem,
} from '@fairway/ui';
import { useEffect, useMemo, useState } from 'react';
import type { LiveCompile } from '../../../hooks/useLiveCompile';
import { useStable } from '../../../hooks/useStable';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import type { Feed } from '../../../authoring/feed';
import { INPUT_FILE, templateOf } from '../../../authoring/paths';
import { ProblemList } from '../files/ProblemList';
import { FeedPicker } from './FeedPicker';
import { firstAnswers } from './firstAnswers';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
  },
  editor: { marginTop: theme.spacing(1.5) },
  note: { fontSize: 13, color: theme.palette.text.secondary },
  aside: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
}));

/** What any intent begins with. */
const START = 'apiVersion: fairway.dev/v1alpha1\nkind: ServiceIntent\n';

type FeedTab = 'template' | 'service' | 'intent';

function tabOf(feed: Feed | undefined): FeedTab {
  if (feed?.kind === 'test' || feed?.kind === 'answers') {
    return 'template';
  }
  return feed?.kind ?? 'service';
}

/** The intent that is compiled now, whatever it came from. */
function intentText({ after }: LiveCompile): string {
  return after?.result ? writeYaml(after.result.intent) : START;
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is compiled under the draft and under what is out, and its text to be changed. */
export function FeedPanel(props: {
  workbench: Workbench;
  /** Where the cursor goes in its text. */
  asked?: AskedLine;
  onGoTo(place: { file: string; line?: number }): void;
}) {
  const { workbench, asked, onGoTo } = props;
  const { feed, link, templates, services, live } = workbench;
  const t = useWords();
  const classes = useStyles();
  const tab = tabOf(feed.feed);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (asked) {
      setShown(true);
    }
  }, [asked]);
  // Without a service behind it the text is all there is.
  const isOpen = shown || tab === 'intent';
  const all = useStable(live.problems, sameProblems);
  const file = feed.input?.file;
  const inInput = useMemo(
    () => all.filter(problem => problem.file === INPUT_FILE),
    [all],
  );
  const problems = useMemo(
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

  const choose = (next: FeedTab) => {
    const [first] = templates.names;
    const [service = ''] = services;
    const template = templateOf(workbench.file) ?? first;
    const chosen: Record<FeedTab, Feed | undefined> = {
      template: template ? firstAnswers(workbench, template) : undefined,
      service: { kind: 'service', name: service },
      intent: { kind: 'intent' },
    };
    const start = chosen[next];
    if (next !== tab && start) {
      if (start.kind === 'intent') {
        // An intent that holds says more than an empty page.
        feed.begin(start, intentText(live));
      }
      link.show({ feed: start });
    }
  };
  const label =
    tab === 'template' ? t('feed.answersLabel') : t('feed.intentLabel');

  return (
    <PageSection
      title={t('feed.title')}
      aside={
        <span className={classes.aside}>
          {feed.isEdited && (
            <>
              <StateChip state="attention" label={t('feed.edited')} />
              <Button size="small" onClick={feed.reset}>
                {t('feed.reset')}
              </Button>
            </>
          )}
          {tab !== 'intent' && (
            <Button
              size="small"
              aria-expanded={shown}
              disabled={feed.input === undefined}
              onClick={() => setShown(!shown)}
            >
              {t(shown ? 'feed.hide' : 'feed.edit')}
            </Button>
          )}
        </span>
      }
    >
      <div className={classes.row}>
        <Segmented<FeedTab>
          label={t('feed.kind')}
          value={tab}
          onChange={choose}
          options={[
            { value: 'service', title: t('feed.service') },
            { value: 'template', title: t('feed.test') },
            { value: 'intent', title: t('feed.intent') },
          ]}
        />
        <FeedPicker workbench={workbench} />
      </div>
      {feed.error !== undefined && (
        <ErrorState
          error={feed.error}
          title={t('feed.failed')}
          onRetry={feed.reload}
        />
      )}
      {isOpen && (feed.input !== undefined || tab === 'intent') && (
        <div className={classes.editor}>
          <YamlInput
            label={label}
            value={feed.input?.text ?? ''}
            problems={problems}
            height={260}
            askedLine={asked}
            onChange={feed.write}
          />
          <span className={classes.note}>
            {t(feed.feed?.kind === 'test' ? 'feed.testNote' : 'feed.ownNote')}
          </span>
        </div>
      )}
      {inInput.length > 0 && (
        <ProblemList
          label={t('feed.problems')}
          problems={inInput}
          onGoTo={onGoTo}
        />
      )}
    </PageSection>
  );
}
