import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { messageOf } from '@fairway/ui';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import type { DraftActions } from './useDraftActions';

/** What is to be known of the draft first: what came back, what moved, what could not be saved. */
export function DraftNotices(props: {
  workbench: Workbench;
  actions: DraftActions;
}) {
  const { workbench, actions } = props;
  const { draft, authoring } = workbench;
  const t = useWords();
  const hasMoved =
    draft.saved !== undefined && draft.saved.basedOn !== authoring.fingerprint;
  return (
    <>
      {draft.isConflict && (
        <Alert
          severity="warning"
          action={
            <>
              <Button
                color="inherit"
                size="small"
                onClick={() => actions.open('new')}
              >
                {t('draftNotice.conflictNew')}
              </Button>
              <Button color="inherit" size="small" onClick={draft.takeTheirs}>
                {t('draftNotice.conflictTheirs')}
              </Button>
            </>
          }
        >
          <AlertTitle>{t('draftNotice.conflict')}</AlertTitle>
          {messageOf(draft.saveError)} {t('draftNotice.conflictText')}
        </Alert>
      )}
      {draft.saveError !== undefined && !draft.isConflict && (
        <Alert severity="error">
          <AlertTitle>{t('draftNotice.saveFailed')}</AlertTitle>
          {messageOf(draft.saveError)} {t('draftNotice.saveKept')}
        </Alert>
      )}
      {draft.isRestored && (
        <Alert
          severity="info"
          role="status"
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => actions.open('discard')}
            >
              {t('draftNotice.discard')}
            </Button>
          }
        >
          {t('draftNotice.restored')}
        </Alert>
      )}
      {hasMoved && (
        <Alert severity="info" role="status">
          {t('draftNotice.moved')}
        </Alert>
      )}
    </>
  );
}
