import type { GitHost, HostRequest, ProposeOptions } from '../../gitHost';
import { fixtures, sam } from '../fixtures';

/** A host on an empty repository, and what most stories do with it. */
export interface UnderTest {
  host: GitHost;
  /** Proposes payments-api, with another wording or other files. */
  propose(change?: Partial<ProposeOptions>): Promise<HostRequest>;
  /** Sam merges what the request holds. */
  merge(request: HostRequest): Promise<HostRequest>;
  /** The text of a file at a commit. */
  textAt(commit: string, path: string): Promise<string | undefined>;
}

export function underTestOf(host: GitHost): UnderTest {
  return {
    host,
    propose: (change = {}) => host.propose({ ...fixtures.proposal, ...change }),
    merge: request =>
      host.merge(request.id, { expectedCommit: request.commit, author: sam }),
    textAt: async (commit, path) =>
      (await host.readFiles({ commit, paths: [path] })).get(path),
  };
}
