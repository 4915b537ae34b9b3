import { InputError } from '@backstage/errors';
import { checkPath, checkTitle } from '../checks';
import type { FileContent } from '../files';
import type { SeedOptions } from '../requests';
import { commitMessage } from './commitMessage';
import type { Repository } from './Repository';

const MAX_FILES = 250_000;

/** Fills an empty repository in one commit; any other repository stays as it is. */
export async function seedRepository(
  options: SeedOptions & {
    repository: Repository;
    at: number;
    /** Makes the commit the head of the base branch, when that is still at `from`. */
    publish(move: { from: string; to: string }): Promise<void>;
  },
): Promise<{ seeded: boolean; commit: string }> {
  const { repository, id, message, files, at, signal } = options;
  const head = await repository.headCommit();
  if (!(await repository.isEmpty(head))) {
    return { seeded: false, commit: head };
  }
  const commit = await repository.writeCommit({
    parents: [head],
    write: checkedFiles(files),
    author: { ref: 'fairway', name: 'Fairway' },
    message: commitMessage({
      title: checkTitle(message),
      trailers: { seed: checkTitle(id) },
    }),
    at,
    signal,
  });
  await options.publish({ from: head, to: commit });
  return { seeded: true, commit };
}

/** Refused while it streams: nothing is visible before the ref moves. */
async function* checkedFiles(
  files: SeedOptions['files'],
): AsyncGenerator<FileContent> {
  let count = 0;
  for await (const file of files) {
    count += 1;
    if (count > MAX_FILES) {
      throw new InputError(
        `A seed has at most ${MAX_FILES} files; begin with fewer and propose the rest.`,
      );
    }
    checkPath(file.path);
    yield file;
  }
}
