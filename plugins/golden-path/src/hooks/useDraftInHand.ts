import { useApi } from '@backstage/core-plugin-api';
import type {
  AuthoringChanges,
  AuthoringDraft,
  SaveAuthoringDraft,
} from '@fairway/plugin-golden-path-common';
import { statusOf, useLoaded } from '@fairway/ui';
import { useCallback, useEffect, useState } from 'react';
import { authoringApiRef } from '../authoringClient';
import { sameChanges } from '../authoring/changes';
import {
  dropKept,
  keptKey,
  readKept,
  writeKept,
} from '../authoring/keptDrafts';

/** What is being written on, saved or not. */
export interface DraftInHand {
  /** As it is saved; missing while what is out is being changed, and while it is loaded. */
  saved?: AuthoringDraft;
  changes: AuthoringChanges;
  /** Whether it says something that is not saved. */
  isDirty: boolean;
  /** Whether changes that were not saved came back from this browser. */
  isRestored: boolean;
  loading: boolean;
  /** Why the draft could not be loaded. */
  error?: unknown;
  saving: boolean;
  /** Why the last save did not work. */
  saveError?: unknown;
  /** True when somebody else has saved it since what is not saved was begun; `saved` is then what they saved. */
  isConflict: boolean;
  /** True when it was deleted; what is not saved is still in hand. */
  isGone: boolean;
  change(next: AuthoringChanges): void;
  /** Back to what is saved. */
  discard(): void;
  /** Saves under a title: over the draft, or as a new one where there is none or it is asked for. */
  save(options: {
    title: string;
    asNew?: boolean;
  }): Promise<AuthoringDraft | undefined>;
  remove(): Promise<boolean>;
  /** Reads again what is saved, and lets go of what is not. */
  takeTheirs(): void;
}

interface Mine {
  key: string;
  changes: AuthoringChanges;
  revision?: number;
  isRestored?: boolean;
}

const NONE: AuthoringChanges = {};

/**
 * One draft, or what is out with changes that are no draft yet. What is not saved stays in this browser, by person
 * and draft; where the browser keeps nothing, it asks before the page is left.
 */
export function useDraftInHand(options: {
  id?: string;
  user: string;
  fingerprint: string;
}): DraftInHand {
  const { id, user, fingerprint } = options;
  const api = useApi(authoringApiRef);
  const key = keptKey(user, id);
  const load = useCallback(
    async (signal: AbortSignal) =>
      id === undefined ? undefined : api.getAuthoringDraft(id, { signal }),
    [api, id],
  );
  const loaded = useLoaded({ key, load });
  const { loading, error, put, reload } = loaded;
  const saved = loaded.value;
  const [kept, setMine] = useState<Mine>();
  const [isKept, setKept] = useState(true);
  const [save, setSave] = useState<{ key: string; error?: unknown }>();
  const [conflict, setConflict] = useState<string>();
  const [gone, setGone] = useState<string>();
  const mine = kept?.key === key ? kept : undefined;
  const base = saved?.changes ?? NONE;
  const isDirty = mine !== undefined && !sameChanges(mine.changes, base);
  const isGone = id !== undefined && (gone === key || statusOf(error) === 404);
  const isRead = !loading && (error === undefined || isGone);

  useEffect(() => {
    if (!isRead) {
      return;
    }
    const found = readKept(key);
    setMine(before =>
      before?.key === key
        ? before
        : found && { key, ...found, isRestored: true },
    );
  }, [key, isRead]);

  useEffect(() => {
    if (loading || !mine) {
      return;
    }
    if (isDirty) {
      const { changes, revision } = mine;
      setKept(writeKept(key, { changes, revision }));
    } else {
      dropKept(key);
    }
  }, [key, loading, mine, isDirty]);

  useEffect(() => {
    if (isKept || !isDirty) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept, isDirty]);

  const revision = mine?.revision ?? saved?.revision;
  const changes = mine?.changes ?? base;

  const run = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setSave({ key });
    try {
      const value = await work();
      setSave(undefined);
      return value;
    } catch (failure) {
      setSave({ key, error: failure });
      return undefined;
    }
  };
  /** Saves over what was read. Where that is not what is saved any more, everything stays in hand to be saved anew. */
  const saveOver = async (
    draftId: string,
    draft: SaveAuthoringDraft,
  ): Promise<AuthoringDraft> => {
    try {
      return await api.saveAuthoringDraft(draftId, draft);
    } catch (failure) {
      const status = statusOf(failure);
      if (status === 404 || status === 409) {
        setMine(before =>
          before?.key === key ? before : { key, changes, revision },
        );
      }
      if (status === 404) {
        setGone(key);
      }
      if (status === 409) {
        setConflict(key);
        // Who saved it, and when; the conflict stands without.
        await api.getAuthoringDraft(draftId).then(put, () => undefined);
      }
      throw failure;
    }
  };
  const own = save?.key === key ? save : undefined;

  return {
    saved,
    changes,
    isDirty,
    isRestored: isDirty && mine.isRestored === true,
    loading,
    error,
    saving: own !== undefined && own.error === undefined,
    saveError: own?.error,
    isConflict:
      !isGone &&
      (conflict === key ||
        (isDirty &&
          saved !== undefined &&
          mine.revision !== undefined &&
          mine.revision !== saved.revision)),
    isGone,
    change: next =>
      setMine({
        key,
        changes: next,
        revision,
        isRestored: mine?.isRestored,
      }),
    discard: () => {
      dropKept(key);
      setMine(undefined);
    },
    save: ({ title, asNew }) =>
      run(async () => {
        const draft = { title, changes, basedOn: fingerprint };
        const isNew = asNew || id === undefined;
        const answer = isNew
          ? await api.createAuthoringDraft(draft)
          : await saveOver(id, { ...draft, revision });
        setConflict(undefined);
        dropKept(key);
        if (isNew) {
          setMine(undefined);
        } else {
          put(answer);
          // What was typed while it was saved stays.
          setMine(before =>
            before && sameChanges(before.changes, changes)
              ? undefined
              : before && { ...before, revision: answer.revision },
          );
        }
        return answer;
      }),
    remove: async () => {
      const done = await run(async () => {
        if (id !== undefined) {
          await api.deleteAuthoringDraft(id).catch(failure => {
            // Somebody else was first.
            if (statusOf(failure) !== 404) {
              throw failure;
            }
          });
        }
        dropKept(key);
        return true;
      });
      return done === true;
    },
    takeTheirs: () => {
      dropKept(key);
      setSave(undefined);
      setConflict(undefined);
      setMine(undefined);
      reload();
    },
  };
}
