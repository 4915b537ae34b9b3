import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { AskDialog } from '../../shared/AskDialog';
import { PatchDialog } from './PatchDialog';
import { TitleDialog } from './TitleDialog';
import type { DraftActions } from './useDraftActions';

/** The dialog about the draft that is open, if one is. */
export function DraftDialogs(props: {
  workbench: Workbench;
  actions: DraftActions;
}) {
  const { workbench, actions } = props;
  const { draft, out } = workbench;
  const t = useWords();
  const title = draft.saved?.title ?? '';
  switch (actions.dialog) {
    case 'new':
      return (
        <TitleDialog
          kind="name"
          title={draft.isGone ? title : ''}
          onConfirm={next => actions.saveAs({ title: next, asNew: true })}
          onCancel={actions.close}
        />
      );
    case 'rename':
      return (
        <TitleDialog
          kind="rename"
          title={title}
          onConfirm={next => actions.saveAs({ title: next, asNew: false })}
          onCancel={actions.close}
        />
      );
    case 'delete':
      return (
        <AskDialog
          title={t('draft.deleteTitle', { title })}
          text={t('draft.deleteText')}
          confirm={t('draft.deleteConfirm')}
          onConfirm={actions.remove}
          onCancel={actions.close}
        />
      );
    case 'discard':
      return (
        <AskDialog
          title={t('draft.discardTitle')}
          text={t('draft.discardText', {
            count: Object.keys(draft.changes).length,
          })}
          confirm={t('draft.discardConfirm')}
          onConfirm={actions.discard}
          onCancel={actions.close}
        />
      );
    case 'patch':
      return (
        <PatchDialog
          title={title}
          out={out}
          changes={draft.changes}
          onClose={actions.close}
        />
      );
    default:
      return null;
  }
}
