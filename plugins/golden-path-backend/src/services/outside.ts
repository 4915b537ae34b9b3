import type { GitHost, HostRequest } from '@fairway/connectors';
import type { FileChange } from '@fairway/plugin-golden-path-common';
import type {
  StoredChangeRequest,
  StoredOutsidePush,
} from '../store/ChangeRequestStore';
import { countChanges } from './snapshot';

type Host = Pick<GitHost, 'changedBetween'>;

/** What others pushed over what the portal derived, as of now; undefined when nothing. */
export async function outsideOf(options: {
  host: Host;
  request: StoredChangeRequest;
  onHost: HostRequest;
}): Promise<StoredOutsidePush | undefined> {
  const { host, request, onHost } = options;
  const { derivedCommit, outside: before } = request.snapshot;
  const { commit } = onHost;
  if (derivedCommit === undefined || derivedCommit === commit) {
    return undefined;
  }
  return {
    kind: onHost.moved ?? before?.kind ?? 'added',
    commit,
    since: before?.since ?? onHost.updatedAt,
    counts: countChanges(await filesBetween(host, onHost)),
  };
}

/** The files of a request: as derived, with words, or those that others have put there. */
export async function filesOf(options: {
  host: Host;
  request: StoredChangeRequest;
}): Promise<FileChange[]> {
  const { host, request } = options;
  const { files, outside } = request.snapshot;
  return outside ? filesBetween(host, request) : files;
}

async function filesBetween(
  host: Host,
  { baseCommit, commit }: { baseCommit: string; commit: string },
): Promise<FileChange[]> {
  const files = await host.changedBetween({ from: baseCommit, to: commit });
  return files.map(({ path, change }) => ({ path, change, words: [] }));
}
