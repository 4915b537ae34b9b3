import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useParams } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import type { FormTemplate } from '../template';
import { withGaps } from '../change/asItStands';
import {
  draftKey,
  dropDraft,
  meaningOf,
  readDraft,
  startOf,
  writeDraft,
  type Draft,
} from './draftStore';

/** Wizards that have looked for a draft already; each of their pages is drawn anew. */
const begunWizards = new WeakSet<Element>();

function isNew(root: Element): boolean {
  const wizard = root.closest('.MuiCard-root') ?? root.closest('form') ?? root;
  const isFirst = !begunWizards.has(wizard);
  begunWizards.add(wizard);
  return isFirst;
}

function useKey(start: object | undefined): string | undefined {
  const identity = useApi(identityApiRef);
  const { namespace, templateName } = useParams();
  const user = useAsync(() => identity.getBackstageIdentity(), [identity]).value
    ?.userEntityRef;
  return user && namespace && templateName && start
    ? draftKey({ user, template: `${namespace}/${templateName}`, start })
    : undefined;
}

export interface DraftState {
  /** What came back, until someone goes on or starts anew. */
  restored: Draft | undefined;
  startAnew(): void;
}

/**
 * Keeps what is filled in for as long as the tab is open: a reload, or Back and Forward, brings it back. Where the
 * browser keeps nothing, it asks before the page is left.
 */
export function useDraft(options: {
  root: RefObject<HTMLElement>;
  template: FormTemplate;
  /** All pages, with the defaults of those nobody has seen yet. */
  form: object;
  /** What a standing service states, where the form changes one; missing while it is read. */
  change?: { service?: string; start?: object };
  /** Fills in all pages. */
  fill(form: object): void;
}): DraftState {
  const { root, template, form, change, fill } = options;
  const asked = useMemo(() => startOf(window.location.search), []);
  const start = change?.service === undefined ? asked : change.start;
  const key = useKey(start);
  const [isBegun, setBegun] = useState(false);
  const [restored, setRestored] = useState<Draft>();
  const [isKept, setKept] = useState(true);
  const wrote = useRef(false);
  const pristine = useMemo(
    () => meaningOf({ ...template.defaults, ...start }),
    [template, start],
  );
  const stated = meaningOf(form);

  useEffect(() => {
    if (!key || !template.pages.length || !root.current) {
      return;
    }
    if (isNew(root.current)) {
      const draft = readDraft(key);
      if (draft && meaningOf(draft) !== pristine) {
        const whole = change?.start
          ? withGaps({ form: draft, pages: template.pages })
          : draft;
        fill(whole);
        setRestored(draft);
      } else if (change?.start) {
        fill(change.start);
      }
    }
    setBegun(true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, as soon as person and template are known
  }, [key, template]);

  useEffect(() => {
    if (!isBegun || !key) {
      return;
    }
    if (stated !== pristine) {
      wrote.current = true;
      setKept(writeDraft(key, form));
    } else if (wrote.current) {
      dropDraft(key);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `stated` is what `form` says
  }, [isBegun, key, stated, pristine]);

  useEffect(() => {
    if (isKept) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept]);

  return {
    restored,
    startAnew: () => {
      if (key) {
        dropDraft(key);
      }
      setRestored(undefined);
      fill({
        ...Object.fromEntries(
          Object.keys({ ...form, ...restored }).map(name => [name, undefined]),
        ),
        ...template.defaults,
        ...start,
      });
    },
  };
}
