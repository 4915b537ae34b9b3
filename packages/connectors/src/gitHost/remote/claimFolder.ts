import { InputError } from '@backstage/errors';
import type { Git } from '../git/git';

/** Notes in a folder which repository it mirrors. @throws InputError when that is another one. */
export async function claimFolder(options: {
  git: Git;
  directory: string;
  url: string;
}): Promise<void> {
  const { git, directory, url } = options;
  const { stdout } = await git.run({
    args: ['config', '--get', 'fairway.mirrors'],
    accept: [0, 1],
  });
  const claimed = stdout.toString().trim();
  if (claimed === '') {
    await git.run({ args: ['config', 'fairway.mirrors', url] });
  } else if (claimed !== url) {
    throw new InputError(
      `The folder ${directory} mirrors ${claimed} and not ${url}; name another directory in fairway.gitHost, or delete that one.`,
    );
  }
}
