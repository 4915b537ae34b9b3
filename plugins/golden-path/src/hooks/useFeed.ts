import { useApi } from '@backstage/core-plugin-api';
import type { AuthoringFiles, Fleet } from '@fairway/plugin-golden-path-common';
import { useLoaded } from '@fairway/ui';
import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import { authoringApiRef } from '../authoringClient';
import { feedInAddress, type Feed } from '../authoring/feed';
import { caseFolder, INPUT_FILE } from '../authoring/paths';

/** What is fed, and its text. */
export interface FeedState {
  feed?: Feed;
  /** Answers or intent as YAML, with the path that problems name; missing while it is loaded. */
  input?: { file: string; text: string };
  /** Whether a merged service is fed otherwise than its owners state it. */
  isEdited: boolean;
  loading: boolean;
  error?: unknown;
  reload(): void;
  /** Writes anew what is fed; a test's answers are a file of the draft and written there. */
  write(text: string): void;
  /** Back to what the owners of the service state. */
  reset(): void;
  /** What another feed begins with, unless something is written there already. */
  begin(feed: Feed, text: string): void;
}

const KEPT = 'fairway.authoring-feed';
const keptSchema = z.record(z.string(), z.string());
type Texts = z.infer<typeof keptSchema>;

function readTexts(): Texts {
  try {
    return keptSchema.parse(
      JSON.parse(window.sessionStorage.getItem(KEPT) ?? '{}'),
    );
  } catch {
    return {};
  }
}

function keepTexts(texts: Texts): void {
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify(texts));
  } catch {
    // Then it lasts until the page is left.
  }
}

/** The service to begin with: one that matters, so that much of the contract shows in it. */
function firstService(fleet: Fleet): string | undefined {
  const services = Object.values(fleet.services);
  return (services.find(({ tier }) => tier === 'tier-1') ?? services.at(0))
    ?.name;
}

function defaultFeed(fleet: Fleet | undefined): Feed | undefined {
  const name = fleet && firstService(fleet);
  if (name !== undefined) {
    return { kind: 'service', name };
  }
  return fleet && { kind: 'intent' };
}

/** What is compiled under the draft: answers of a test or of one's own, a merged service, or any intent. */
export function useFeed(options: {
  /** As the address says it. */
  asked: Feed | undefined;
  fleet: Fleet | undefined;
  /** Files of the draft. */
  files: AuthoringFiles;
  writeFile(path: string, text: string): void;
}): FeedState {
  const { asked, fleet, files, writeFile } = options;
  const api = useApi(authoringApiRef);
  const [texts, setTexts] = useState(readTexts);
  const fallback = useMemo(() => defaultFeed(fleet), [fleet]);
  const feed = asked ?? fallback;
  const key = feed ? feedInAddress(feed) : '';
  const service = feed?.kind === 'service' ? feed.name : '';
  const load = useCallback(
    async (signal: AbortSignal) =>
      service === ''
        ? undefined
        : (await api.getAuthoringService(service, { signal })).text,
    [api, service],
  );
  const { value, error, loading, reload } = useLoaded({
    key: `service ${service}`,
    load,
  });

  const keep = (change: (before: Texts) => Texts) =>
    setTexts(before => {
      const next = change(before);
      keepTexts(next);
      return next;
    });

  const own = Object.hasOwn(texts, key) ? texts[key] : undefined;
  const answersFile =
    feed?.kind === 'test'
      ? `${caseFolder(feed.template, feed.test)}/answers.yaml`
      : undefined;
  const text = answersFile === undefined ? own ?? value : files[answersFile];
  const file = answersFile ?? INPUT_FILE;
  const input = useMemo(
    () => (text === undefined ? undefined : { file, text }),
    [file, text],
  );
  return {
    feed,
    input,
    isEdited: feed?.kind === 'service' && own !== undefined && own !== value,
    loading: feed?.kind === 'service' && loading,
    error: feed?.kind === 'service' ? error : undefined,
    reload,
    write: next =>
      answersFile === undefined
        ? keep(before => ({ ...before, [key]: next }))
        : writeFile(answersFile, next),
    reset: () => keep(({ [key]: _own, ...rest }) => rest),
    begin: (other, start) =>
      keep(before => ({ [feedInAddress(other)]: start, ...before })),
  };
}
