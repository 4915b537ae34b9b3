import { InputError } from '@backstage/errors';
import type { Page } from '@fairway/plugin-golden-path-common';
import { randomUUID } from 'node:crypto';
import { checkTitle, limitOf, positionOf } from '../checks';
import type { HostCheck, HostComment, PageOptions, Person } from '../requests';
import { checkBody } from '../git/checkProposal';
import type { RequestStore, StoredRequest } from './RequestStore';

const MAX_CHECK_NAME = 128;

/** What people write below a request, and what checks say about its newest commit. */
export class Conversation {
  readonly #store: RequestStore;
  readonly #clock: () => number;

  constructor(options: { store: RequestStore; clock(): number }) {
    this.#store = options.store;
    this.#clock = options.clock;
  }

  async comment(
    request: StoredRequest,
    { author, text }: { author: Person; text: string },
  ): Promise<HostComment> {
    const body = checkBody(text);
    if (body === '') {
      throw new InputError(
        'The comment is empty; write something and send it again.',
      );
    }
    const comment = {
      id: randomUUID(),
      by: author.ref,
      at: this.#now(),
      text: body,
    };
    await this.#store.addComment(request.number, comment);
    return comment;
  }

  async comments(
    request: StoredRequest,
    options: PageOptions,
  ): Promise<Page<HostComment>> {
    const page = await this.#store.listComments(request.number, {
      after: positionOf(options),
      limit: limitOf(options),
    });
    return {
      items: page.items.map(entry => entry.comment),
      total: page.total,
      ...(page.more && { nextCursor: `${page.items.at(-1)?.sequence}` }),
    };
  }

  async setCheck(
    request: StoredRequest,
    check: Omit<HostCheck, 'commit' | 'updatedAt'>,
  ): Promise<HostCheck> {
    const stated = {
      ...check,
      name: checkTitle(check.name).slice(0, MAX_CHECK_NAME),
      summary: checkTitle(check.summary),
      commit: request.commit,
      updatedAt: this.#now(),
    };
    await this.#store.setCheck(request.number, stated);
    return stated;
  }

  async checks({ number, commit }: StoredRequest): Promise<HostCheck[]> {
    return this.#store.listChecks(number, commit);
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}
