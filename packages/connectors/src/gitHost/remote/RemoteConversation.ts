import { InputError } from '@backstage/errors';
import type { Page } from '@fairway/plugin-golden-path-common';
import { randomUUID } from 'node:crypto';
import { checkTitle, limitOf, positionOf } from '../checks';
import { checkBody } from '../git/checkProposal';
import type {
  HostApproval,
  HostCheck,
  HostComment,
  PageOptions,
  Person,
} from '../requests';
import type { Accounts } from './Accounts';
import { allPages } from './allPages';
import type { Forge, ForgeComment } from './Forge';
import { commentText, readComment } from './marker';
import { mayHaveHappened } from './mayHaveHappened';

const MAX_CHECK_NAME = 128;

/** What people say to a request of a host, and what checks say about its newest commit. */
export class RemoteConversation {
  readonly #forge: Forge;
  readonly #accounts: Accounts;

  constructor(options: { forge: Forge; accounts: Accounts }) {
    this.#forge = options.forge;
    this.#accounts = options.accounts;
  }

  async comment(
    number: number,
    { author, text }: { author: Person; text: string },
  ): Promise<HostComment> {
    const body = checkBody(text);
    if (body === '') {
      throw new InputError(
        'The comment is empty; write something and send it again.',
      );
    }
    const { token } = author;
    if (token) {
      const { id, at } = await this.#spoken(number, { text: body, token });
      return { id, by: author.ref, at, text: body };
    }
    const id = randomUUID();
    const told = {
      text: commentText({
        text: body,
        marker: { id, by: author.ref },
        name: author.name ?? author.ref,
      }),
    };
    try {
      return this.#show(await this.#forge.comment(number, told));
    } catch (error) {
      if (!mayHaveHappened(error)) {
        throw error;
      }
      const found = (await this.#all(number)).find(
        comment => comment.ours && readComment(comment.text).marker?.id === id,
      );
      return this.#show(found ?? (await this.#forge.comment(number, told)));
    }
  }

  async comments(
    number: number,
    options: PageOptions,
  ): Promise<Page<HostComment>> {
    const limit = limitOf(options);
    const offset = positionOf(options) ?? 0;
    const all = await this.#all(number);
    const end = offset + limit;
    return {
      items: all.slice(offset, end).map(comment => this.#show(comment)),
      total: all.length,
      ...(end < all.length && { nextCursor: `${end}` }),
    };
  }

  setCheck(
    commit: string,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    return this.#forge.setStatus(commit, {
      ...check,
      name: checkTitle(check.name).slice(0, MAX_CHECK_NAME),
      summary: checkTitle(check.summary),
    });
  }

  async checks(commit: string): Promise<HostCheck[]> {
    return (await this.#forge.statuses(commit)).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  async approvals(number: number): Promise<HostApproval[]> {
    const approvals = await this.#forge.approvals(number);
    return approvals.map(approval => {
      const by = this.#accounts.personOf(approval.account);
      return { ...approval, ...(by !== undefined && { by }) };
    });
  }

  /** In the name of a person, where nothing may be added to their words: what is new and says the same is theirs. */
  async #spoken(
    number: number,
    comment: { text: string; token: string },
  ): Promise<ForgeComment> {
    const before = new Set((await this.#all(number)).map(({ id }) => id));
    try {
      return await this.#forge.comment(number, comment);
    } catch (error) {
      if (!mayHaveHappened(error)) {
        throw error;
      }
      const found = (await this.#all(number)).find(
        ({ id, ours, text }) =>
          !before.has(id) && !ours && text.trim() === comment.text,
      );
      return found ?? this.#forge.comment(number, comment);
    }
  }

  async #all(number: number): Promise<ForgeComment[]> {
    const comments = [];
    for await (const comment of allPages(page =>
      this.#forge.comments(number, page),
    )) {
      comments.push(comment);
    }
    return comments;
  }

  /** What a marker says of the author is believed where the portal itself has written it. */
  #show({ id, account, ours, at, text }: ForgeComment): HostComment {
    const read = ours ? readComment(text) : { text };
    return {
      id,
      by:
        ('marker' in read ? read.marker?.by : undefined) ??
        this.#accounts.refOf(account),
      at,
      text: read.text,
    };
  }
}
