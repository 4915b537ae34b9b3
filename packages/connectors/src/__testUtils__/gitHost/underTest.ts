import type { GitHost, HostRequest, ProposeOptions } from '../../gitHost';
import type { GitHostUnderTest } from '../describeGitHost';
import { fixtures, sam } from '../fixtures';
import type { Outside } from './Outside';

/** A host on an empty repository, and what most stories do with it. */
export interface UnderTest {
  host: GitHost;
  /** What people do without the portal, where the host under test lets us. */
  outside?: Outside;
  /** The same host, started by a portal that knows nothing of it. */
  startAnew?(): Promise<GitHost>;
  /** Proposes payments-api, with another wording or other files. */
  propose(change?: Partial<ProposeOptions>): Promise<HostRequest>;
  /** Sam merges what the request holds. */
  merge(request: HostRequest): Promise<HostRequest>;
  /** The text of a file at a commit. */
  textAt(commit: string, path: string): Promise<string | undefined>;
}

export function underTestOf({
  host,
  outside,
  startAnew,
}: GitHostUnderTest): UnderTest {
  return {
    host,
    outside,
    startAnew,
    propose: (change = {}) => host.propose({ ...fixtures.proposal, ...change }),
    merge: request =>
      host.merge(request.id, { expectedCommit: request.commit, author: sam }),
    textAt: async (commit, path) =>
      (await host.readFiles({ commit, paths: [path] })).get(path),
  };
}
