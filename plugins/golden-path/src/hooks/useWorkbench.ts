import {
  withChanges,
  type AuthoringChanges,
  type AuthoringFiles,
} from '@fairway/plugin-golden-path-common';
import { useEffect, useMemo, useState } from 'react';
import { casesOf } from '../authoring/cases';
import { withRestored, withWritten } from '../authoring/changes';
import { CONTRACT_ENTRY, templateFile, templateOf } from '../authoring/paths';
import { startAnswers } from '../authoring/startAnswers';
import { useGoldenPathFacts } from './useGoldenPathFacts';
import type { Authoring } from './useAuthoring';
import { useAuthoringLink, type AuthoringLink } from './useAuthoringLink';
import { useDraftInHand, type DraftInHand } from './useDraftInHand';
import { useFeed, type FeedState } from './useFeed';
import { useLiveCompile, type LiveCompile } from './useLiveCompile';
import { useTemplateFiles, type TemplateFiles } from './useTemplateFiles';

/** Everything that the parts of the authors' page share. */
export interface Workbench {
  authoring: Authoring;
  link: AuthoringLink;
  draft: DraftInHand;
  /** Files that are out, of the contract and of the templates that are here. */
  out: AuthoringFiles;
  /** The same as the draft leaves them. */
  files: AuthoringFiles;
  /** The file in the editor. */
  file: string;
  templates: TemplateFiles & {
    /** Of all templates, also those that only the draft has. */
    names: string[];
    /** Loads one, so that its files show up. */
    open(names: readonly string[]): void;
  };
  feed: FeedState;
  /** Names of all merged services. */
  services: string[];
  /** Why the fleet could not be loaded; then nothing can be compiled. */
  fleetError?: unknown;
  live: LiveCompile;
  /** Writes files of the draft; `null` takes one away. */
  write(written: AuthoringChanges): void;
  /** Brings back what is out. */
  restore(path: string): void;
}

/** The state of the authors' page: the draft in hand, what it is fed, and what comes out. */
export function useWorkbench(authoring: Authoring): Workbench {
  const { contract, fingerprint, user } = authoring;
  const link = useAuthoringLink();
  const draft = useDraftInHand({ id: link.draft, user, fingerprint });
  const { changes } = draft;
  const facts = useGoldenPathFacts();
  const fleet = facts.value?.fleet;
  const [opened, setOpened] = useState<readonly string[]>([]);

  const isOut = useMemo(
    () => new Set(authoring.templates.map(({ name }) => name)),
    [authoring.templates],
  );
  const touched = useMemo(
    () => [
      ...new Set(Object.keys(changes).flatMap(path => templateOf(path) ?? [])),
    ],
    [changes],
  );
  const file = link.file ?? CONTRACT_ENTRY;
  const fed = link.feed && 'template' in link.feed ? [link.feed.template] : [];
  const templateFiles = useTemplateFiles({
    fingerprint,
    names: [
      ...new Set([...opened, ...touched, ...fed, templateOf(file) ?? '']),
    ].filter(name => isOut.has(name)),
  });
  const out = useMemo(
    () => ({ ...contract, ...templateFiles.files }),
    [contract, templateFiles.files],
  );
  const files = useMemo(() => withChanges(out, changes), [out, changes]);
  const write = (written: AuthoringChanges) =>
    draft.change(withWritten({ out, changes, written }));

  const feed = useFeed({
    asked: link.feed,
    fleet,
    files,
    writeFile: (path, text) => write({ [path]: text }),
  });
  const live = useLiveCompile({
    out,
    changes,
    feed: feed.feed,
    feedText: feed.input,
    fleet,
  });

  // Answers of one's own begin with those of a test, or with what the form requires.
  const { template, contract: read } = live;
  const begins =
    feed.feed?.kind === 'answers' && feed.input === undefined
      ? feed.feed.template
      : undefined;
  useEffect(() => {
    if (begins === undefined || !fleet || !read || !template) {
      return;
    }
    const [test] = casesOf(files, begins);
    feed.write(
      test?.input?.answers.text ??
        startAnswers({ template, contract: read, fleet }),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, as soon as the template can be read
  }, [begins, template, fleet, read]);

  return {
    authoring,
    link,
    draft,
    out,
    files,
    file,
    templates: {
      ...templateFiles,
      names: [
        ...new Set([
          ...isOut,
          ...touched.filter(name => Object.hasOwn(files, templateFile(name))),
        ]),
      ].sort(),
      open: names => setOpened(before => [...new Set([...before, ...names])]),
    },
    feed,
    services: useMemo(() => Object.keys(fleet?.services ?? {}).sort(), [fleet]),
    fleetError: facts.error,
    live,
    write,
    restore: path => draft.change(withRestored(changes, path)),
  };
}
