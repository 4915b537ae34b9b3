import { InputError } from '@backstage/errors';

/** Server, owner and name of a repository by its page; the server may lie below a path of its host. */
export function repositoryOf(url: string): {
  owner: string;
  repo: string;
  /** Without a slash at its end. */
  baseUrl: string;
} {
  const { origin, pathname } = new URL(url);
  const segments = pathname.replace(/(?:\.git)?\/*$/, '').split('/');
  const [owner, repo] = segments.splice(-2);
  if (!owner || !repo) {
    throw new InputError(
      `${url} is not the page of a repository; write it as https://host/owner/repository.`,
    );
  }
  return { owner, repo, baseUrl: `${origin}${segments.join('/')}` };
}
