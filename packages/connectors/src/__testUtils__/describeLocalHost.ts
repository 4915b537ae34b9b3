import type { GitHost, HostRequest } from '../gitHost';
import { sam } from './fixtures';
import { describeDatabases, LocalSetup } from './LocalSetup';

/**
 * Stories of local hosts, on each database that is there, each with a folder of its own; after each of them git
 * finds the repository whole.
 */
export function describeLocalHost(
  name: string,
  tests: (setup: () => LocalSetup) => void,
): void {
  describeDatabases(databaseId => {
    describe(`LocalGitHost ${name}`, () => {
      let setup: LocalSetup;

      beforeEach(async () => {
        setup = await LocalSetup.create(databaseId);
      });

      afterEach(async () => {
        await setup.requireWhole();
        await setup.cleanup();
      });

      tests(() => setup);
    });
  });
}

/** Sam merges what the request holds. */
export function merge(host: GitHost, request: HostRequest) {
  return host.merge(request.id, {
    expectedCommit: request.commit,
    author: sam,
  });
}
