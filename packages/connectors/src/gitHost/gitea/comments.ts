import { askedOnce } from '../remote/askedOnce';
import type {
  ForgeComment,
  ForgePage,
  ForgePageOptions,
  NewForgeComment,
} from '../remote/Forge';
import {
  accountAnswer,
  commentAnswer,
  commentOf,
  commentsAnswer,
} from './answers';
import type { GiteaClient } from './GiteaClient';

/** What people and the portal say below requests. */
export class Comments {
  readonly #client: GiteaClient;
  /** Our own account. */
  readonly #whoWeAre = askedOnce(() => this.#askWhoWeAre());

  constructor(client: GiteaClient) {
    this.#client = client;
  }

  async add(number: number, comment: NewForgeComment): Promise<ForgeComment> {
    const { text, token } = comment;
    const self = await this.#whoWeAre();
    const written = await this.#client.call({
      doing: 'add a comment',
      method: 'POST',
      path: `/issues/${number}/comments`,
      body: { body: text },
      answer: commentAnswer,
      ...(token && { token }),
    });
    return commentOf(written, self);
  }

  /** Gitea gives all of them at once. */
  async list(
    number: number,
    { page }: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    if (page > 1) {
      return { items: [], more: false };
    }
    const self = await this.#whoWeAre();
    const comments = await this.#client.call({
      doing: 'list comments',
      path: `/issues/${number}/comments`,
      answer: commentsAnswer,
    });
    return {
      items: comments
        .sort((a, b) => a.id - b.id)
        .map(comment => commentOf(comment, self)),
      more: false,
    };
  }

  async isOurs(account: string): Promise<boolean> {
    return account === (await this.#whoWeAre());
  }

  async #askWhoWeAre(): Promise<string> {
    const { login } = await this.#client.call({
      doing: 'tell who the portal is',
      server: true,
      path: '/user',
      answer: accountAnswer,
    });
    return login;
  }
}
