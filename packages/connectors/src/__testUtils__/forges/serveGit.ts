import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BareRepository } from './BareRepository';

/** The part of a double that git speaks with. */
export function serveGit(options: {
  repository: BareRepository;
  /** Where the repository lies, e.g. `/acme/gitops.git/`. */
  prefix: string;
  accountOf(
    password: string,
  ): { login: string; readOnly?: boolean } | undefined;
}): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { repository, prefix, accountOf } = options;
  return async (request, response) => {
    if (!request.url?.startsWith(prefix)) {
      return false;
    }
    const account = accountOf(passwordOf(request));
    if (!account) {
      request.resume();
      response
        .writeHead(401, { 'www-authenticate': 'Basic realm="Git"' })
        .end('Invalid username or password.');
      return true;
    }
    if (account.readOnly && /git-receive-pack/.test(request.url)) {
      request.resume();
      response
        .writeHead(403)
        .end(`Permission to acme/gitops.git denied to ${account.login}.`);
      return true;
    }
    await repository.serve(request, response, account.login);
    return true;
  };
}

function passwordOf({ headers }: IncomingMessage): string {
  const [, encoded = ''] =
    /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  const plain = Buffer.from(encoded, 'base64').toString();
  return plain.slice(plain.indexOf(':') + 1);
}
