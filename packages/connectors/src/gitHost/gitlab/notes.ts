import { MergeRequestNotes, Users } from '@gitbeaker/rest';
import { askedOnce } from '../remote/askedOnce';
import type {
  ForgeComment,
  ForgePage,
  ForgePageOptions,
  NewForgeComment,
} from '../remote/Forge';
import { accountAnswer, commentOf, noteAnswer, notesAnswer } from './answers';
import type { GitLabClient } from './GitLabClient';
import { toDescription } from './texts';

/** What people and the portal say below requests. */
export class Notes {
  readonly #client: GitLabClient;
  /** Our own account, which stays the same when tokens are renewed. */
  readonly #whoWeAre = askedOnce(() => this.#askWhoWeAre());

  constructor(client: GitLabClient) {
    this.#client = client;
  }

  async add(number: number, comment: NewForgeComment): Promise<ForgeComment> {
    const { text, token } = comment;
    const written = await this.#client.call({
      doing: 'take a comment',
      answer: noteAnswer,
      token,
      run: api =>
        new MergeRequestNotes(api).create(
          this.#client.project,
          number,
          toDescription(text),
        ),
    });
    return commentOf(written, await this.#whoWeAre());
  }

  async list(
    number: number,
    { page, limit }: ForgePageOptions,
  ): Promise<ForgePage<ForgeComment>> {
    const { data, more } = await this.#client.page({
      doing: `show the comments of request ${number}`,
      answer: notesAnswer,
      run: api =>
        new MergeRequestNotes(api).all(this.#client.project, number, {
          sort: 'asc',
          orderBy: 'created_at',
          page,
          perPage: limit,
          showExpanded: true,
        }),
    });
    const self = await this.#whoWeAre();
    return {
      items: data
        .filter(note => !note.system && note.type !== 'DiffNote')
        .map(note => commentOf(note, self)),
      more,
    };
  }

  async isOurs(username: string): Promise<boolean> {
    return username === (await this.#whoWeAre());
  }

  async #askWhoWeAre(): Promise<string> {
    const { username } = await this.#client.call({
      doing: 'say which account the token belongs to',
      answer: accountAnswer,
      run: api => new Users(api).showCurrentUser(),
    });
    return username;
  }
}
