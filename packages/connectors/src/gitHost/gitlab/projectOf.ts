import { InputError } from '@backstage/errors';

/**
 * Path of the project in its address.
 * @param below - path of the instance itself, empty at the root. @throws InputError when there is none.
 */
export function projectOf(url: string, below: string): string {
  const { pathname } = new URL(url);
  const [, project] =
    /^\/([\w.-]+(?:\/[\w.-]+)+?)(?:\.git)?\/*$/.exec(
      pathname.startsWith(`${below}/`) ? pathname.slice(below.length) : '',
    ) ?? [];
  if (!project) {
    throw new InputError(
      `${JSON.stringify(
        url,
      )} is not the address of a project on GitLab; give one such as https://gitlab.com/acme/gitops.`,
    );
  }
  return project;
}
