import {
  clearLeftovers,
  isRepository,
  makeBare,
  requireVersion,
} from '../git/bare';
import { commitMessage } from '../git/commitMessage';
import type { Git } from '../git/git';
import { RefMovedError, type Refs } from '../git/refs';
import { writeCommit } from '../git/writeCommit';

const OLDEST_MINOR = 30;

/** Makes the bare repository when it is missing, and clears away what a process that died left in its folders. */
export async function prepareRepository(options: {
  git: Git;
  refs: Refs;
  directory: string;
  baseRef: string;
  now: number;
  /** Rejects where there ought to be a repository, so that none is begun in its place. */
  mayBegin(): Promise<void>;
}): Promise<void> {
  const { git, refs, directory, baseRef } = options;
  await requireVersion(git, OLDEST_MINOR);
  await clearLeftovers(directory);
  if (await isRepository(git)) {
    if (await refs.read(baseRef)) {
      return;
    }
    await options.mayBegin();
  } else {
    await options.mayBegin();
    await makeBare(git);
  }
  const commit = await writeCommit(git, {
    parents: [],
    author: { ref: 'fairway', name: 'Fairway' },
    message: commitMessage({
      title: 'The GitOps repository begins',
      trailers: {},
    }),
    at: options.now,
  });
  try {
    await refs.move([{ ref: baseRef, to: commit }]);
  } catch (error) {
    // Another process began it at the same time, and that is as good.
    if (!(error instanceof RefMovedError)) {
      throw error;
    }
  }
}
