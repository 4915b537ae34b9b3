import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { formatLocalTime, messageOf, statusOf } from '@fairway/ui';
import { isUnreachable } from '../../../authoring/failures';
import type { DraftInHand } from '../../../hooks/useDraftInHand';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import type { DraftActions } from './useDraftActions';

/** Whether the last save failed for what another notice says, with what to do. */
function isToldAbove({ saveError, isConflict, isGone }: DraftInHand): boolean {
  const status = statusOf(saveError);
  return (isConflict && status === 409) || (isGone && status === 404);
}

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
          {draft.saved &&
            t('draftNotice.conflictBy', {
              who: (
                <EntityDisplayName
                  entityRef={draft.saved.changedBy}
                  defaultKind="user"
                  defaultNamespace="default"
                  hideIcon
                />
              ),
              when: formatLocalTime(draft.saved.changedAt),
            })}{' '}
          {t('draftNotice.conflictText')}
        </Alert>
      )}
      {draft.isGone && (draft.isDirty || draft.error === undefined) && (
        <Alert
          severity="warning"
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => actions.open('new')}
            >
              {t('draftNotice.goneNew')}
            </Button>
          }
        >
          <AlertTitle>{t('draftNotice.gone')}</AlertTitle>
          {t('draftNotice.goneText')}
        </Alert>
      )}
      {draft.saveError !== undefined && !isToldAbove(draft) && (
        <Alert severity="error">
          <AlertTitle>{t('draftNotice.saveFailed')}</AlertTitle>
          {isUnreachable(draft.saveError)
            ? t('draftNotice.unreachable')
            : `${messageOf(draft.saveError)} ${t('draftNotice.saveKept')}`}
        </Alert>
      )}
      {draft.isRestored && !draft.isConflict && (
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
