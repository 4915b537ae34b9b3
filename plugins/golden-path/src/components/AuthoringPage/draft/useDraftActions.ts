import type { AuthoringDraftSummary } from '@fairway/plugin-golden-path-common';
import { useEffect, useRef, useState } from 'react';
import type { Workbench } from '../../../hooks/useWorkbench';

/** A dialog about the draft. */
export type DraftDialog = 'new' | 'rename' | 'delete' | 'discard' | 'patch';

/** What can be done with the draft in hand, and the dialog that is open for it. */
export interface DraftActions {
  dialog?: DraftDialog;
  open(dialog: DraftDialog): void;
  close(): void;
  /** Saves over the draft; asks for a title where there is none. */
  save(): void;
  saveAs(options: { title: string; asNew: boolean }): Promise<void>;
  remove(): Promise<void>;
  discard(): void;
}

/** Newest first, each once. */
function withSaved(
  drafts: AuthoringDraftSummary[],
  { changes: _changes, ...saved }: AuthoringDraftSummary & { changes: object },
): AuthoringDraftSummary[] {
  return [saved, ...drafts.filter(({ id }) => id !== saved.id)];
}

/** Saving, also with Ctrl+S, renaming, deleting. */
export function useDraftActions(options: {
  workbench: Workbench;
  onDrafts(drafts: AuthoringDraftSummary[]): void;
}): DraftActions {
  const { workbench, onDrafts } = options;
  const { draft, link, authoring } = workbench;
  const [dialog, setDialog] = useState<DraftDialog>();

  const saveAs: DraftActions['saveAs'] = async ({ title, asNew }) => {
    setDialog(undefined);
    const saved = await draft.save({ title, asNew });
    if (saved) {
      onDrafts(
        withSaved(
          draft.isGone
            ? authoring.drafts.filter(({ id }) => id !== link.draft)
            : authoring.drafts,
          saved,
        ),
      );
      if (saved.id !== link.draft) {
        link.show({ draft: saved.id });
      }
    }
  };
  const save = () => {
    const title = draft.saved?.title;
    if (title === undefined || draft.isGone) {
      setDialog('new');
    } else {
      saveAs({ title, asNew: false });
    }
  };

  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isSave =
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        event.key.toLocaleLowerCase('en') === 's';
      if (isSave) {
        event.preventDefault();
        saveNow.current();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return {
    dialog,
    open: setDialog,
    close: () => setDialog(undefined),
    save,
    saveAs,
    remove: async () => {
      setDialog(undefined);
      if (await draft.remove()) {
        onDrafts(authoring.drafts.filter(({ id }) => id !== link.draft));
        link.show({ draft: null });
      }
    },
    discard: () => {
      setDialog(undefined);
      draft.discard();
    },
  };
}
