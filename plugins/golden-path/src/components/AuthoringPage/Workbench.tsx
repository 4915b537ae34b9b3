import { makeStyles } from '@material-ui/core/styles';
import type { AuthoringDraftSummary } from '@fairway/plugin-golden-path-common';
import { ErrorState, type AskedLine } from '@fairway/ui';
import { useState } from 'react';
import type { Feed } from '../../authoring/feed';
import { INPUT_FILE } from '../../authoring/paths';
import type { Authoring } from '../../hooks/useAuthoring';
import { useWorkbench } from '../../hooks/useWorkbench';
import { useWords } from '../../hooks/useWords';
import { DraftBar } from './draft/DraftBar';
import { DraftDialogs } from './draft/DraftDialogs';
import { DraftNotices } from './draft/DraftNotices';
import { useDraftActions } from './draft/useDraftActions';
import { FeedPanel } from './feed/FeedPanel';
import { FileEditor } from './files/FileEditor';
import { FileTree } from './files/FileTree';
import { ResultTabs } from './results/ResultTabs';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(168px, 2fr) minmax(0, 4fr) minmax(0, 5fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    // Room for the three side by side; narrower windows have them one below the other.
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    '@media (min-width: 1700px)': {
      gridTemplateColumns:
        'minmax(220px, 280px) minmax(0, 9fr) minmax(0, 11fr)',
    },
  },
  column: { display: 'grid', gap: theme.spacing(1.5), minWidth: 0 },
  // What comes out is longer than the window; what is written stays beside it.
  stays: {
    minWidth: 0,
    '@media (min-width: 1101px)': {
      position: 'sticky',
      top: theme.spacing(1.5),
    },
  },
}));

/** Draft above, files and editor on the left, what is fed and what comes out on the right. */
export function Workbench(props: {
  authoring: Authoring;
  onDrafts(drafts: AuthoringDraftSummary[]): void;
}) {
  const { authoring, onDrafts } = props;
  const t = useWords();
  const classes = useStyles();
  const workbench = useWorkbench(authoring);
  const { draft, link } = workbench;
  const actions = useDraftActions({ workbench, onDrafts });
  const { feed } = workbench.feed;
  const [asked, setAsked] = useState<
    AskedLine & { file: string; feed?: Feed }
  >();

  const goTo = (place: { file: string; line?: number }) => {
    if (place.file !== INPUT_FILE) {
      link.show({ file: place.file });
    }
    setAsked({ file: place.file, line: place.line ?? 1, feed });
  };

  return (
    <div className={classes.root}>
      <DraftBar workbench={workbench} actions={actions} />
      <DraftNotices workbench={workbench} actions={actions} />
      <DraftDialogs workbench={workbench} actions={actions} />
      {draft.error !== undefined && !(draft.isGone && draft.isDirty) ? (
        <ErrorState error={draft.error} title={t('authoring.draftFailed')} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.stays}>
            <FileTree workbench={workbench} />
          </div>
          <div className={classes.stays}>
            <FileEditor workbench={workbench} asked={asked} onGoTo={goTo} />
          </div>
          <div className={classes.column}>
            <FeedPanel
              workbench={workbench}
              asked={
                asked?.file === INPUT_FILE && asked.feed === feed
                  ? asked
                  : undefined
              }
              onGoTo={goTo}
            />
            <ResultTabs workbench={workbench} onGoTo={goTo} />
          </div>
        </div>
      )}
    </div>
  );
}
