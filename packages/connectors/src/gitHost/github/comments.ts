import { z } from 'zod';
import { askedOnce } from '../remote/askedOnce';
import type {
  ForgeComment,
  ForgePage,
  ForgePageOptions,
  NewForgeComment,
} from '../remote/Forge';
import { commentAnswer, commentOf, commentsAnswer } from './answers';
import type { GitHubClient } from './GitHubClient';

const viewerAnswer = z.object({ viewer: z.object({ login: z.string() }) });

/** Behind the names of apps. */
const MARK = /\[bot\]$/;

type Account = { login: string; type: string };

/** What people and the portal say below requests. */
export class Comments {
  readonly #client: GitHubClient;
  /** Tells our own account from others; it stays the same when tokens are renewed. */
  readonly #isOurs = askedOnce(() => this.#askWhoWeAre());

  constructor(client: GitHubClient) {
    this.#client = client;
  }

  async add(number: number, comment: NewForgeComment): Promise<ForgeComment> {
    const { text, token } = comment;
    const written = await this.#client.call({
      doing: 'take a comment',
      answer: commentAnswer,
      token,
      run: octokit =>
        octokit.rest.issues.createComment({
          ...this.#client.where,
          issue_number: number,
          body: text,
        }),
    });
    return commentOf(written, await this.#isOurs());
  }

  async list(
    number: number,
    { page, limit }: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    const { data, more } = await this.#client.page({
      doing: `show the comments of request ${number}`,
      answer: commentsAnswer,
      run: octokit =>
        octokit.rest.issues.listComments({
          ...this.#client.where,
          issue_number: number,
          page,
          per_page: limit,
        }),
    });
    const isOurs = await this.#isOurs();
    return { items: data.map(comment => commentOf(comment, isOurs)), more };
  }

  /** By the login alone: that of an app ends with its mark, which no person's can. */
  async isOurs(login: string): Promise<boolean> {
    const isOurs = await this.#isOurs();
    return isOurs({ login, type: MARK.test(login) ? 'Bot' : 'User' });
  }

  async #askWhoWeAre(): Promise<(account: Account) => boolean> {
    const { type } = await this.#client.credentials();
    // GraphQL knows the account of an app too, which `GET /user` does not.
    const { viewer } = await this.#client.call({
      doing: 'say which account the token belongs to',
      answer: viewerAnswer,
      run: async octokit => ({
        data: await octokit.graphql('query { viewer { login } }'),
      }),
    });
    const isApp = type === 'app' || MARK.test(viewer.login);
    // Accounts of apps are written with and without the mark; a person may have the same name.
    return account =>
      bare(account.login) === bare(viewer.login) &&
      (account.type === 'Bot') === isApp;
  }
}

function bare(login: string): string {
  return login.replace(MARK, '').toLowerCase();
}
