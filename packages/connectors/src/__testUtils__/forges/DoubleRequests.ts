import type { BareRepository } from './BareRepository';

export interface DoubleComment {
  id: number;
  account: string;
  text: string;
  at: string;
  /** Noted by the host itself, as GitLab does below requests. */
  system?: boolean;
}

/** What somebody said of the head that a request had then. */
export interface DoubleReview {
  id: number;
  account: string;
  state: 'approved' | 'changes requested' | 'commented' | 'dismissed';
  commit: string;
  at: string;
}

/** A pull or merge request as a double keeps it. */
export interface DoubleRequest {
  number: number;
  branch: string;
  base: string;
  fromFork: boolean;
  title: string;
  body: string;
  draft: boolean;
  state: 'open' | 'merged' | 'closed';
  account: string;
  labels: string[];
  reviewers: string[];
  teams: string[];
  /** Head; stays when the request has ended. */
  commit: string;
  mergeCommit?: string;
  mergedBy?: string;
  createdAt: string;
  updatedAt: string;
  endedAt?: string;
  comments: DoubleComment[];
  reviews: DoubleReview[];
  /** Heads that it had, oldest first. */
  heads: { commit: string; at: string }[];
}

/**
 * The requests of one repository, and what git makes of them: heads follow their branches, what reaches the base by
 * any way is merged, and merges are real ones.
 */
export class DoubleRequests {
  readonly all: DoubleRequest[] = [];
  /** What merging each pair of commits gives; like hosts, we find out after the first time somebody asks. */
  readonly #tried = new Map<string, string | undefined>();
  /** Bases that do not hold a head yet. */
  readonly #apart = new Set<string>();
  readonly #repository: BareRepository;
  readonly #headRef: (number: number) => string;
  #ids = 1000;
  #now = Date.parse('2026-05-01T08:00:00Z');

  constructor(options: {
    repository: BareRepository;
    headRef(number: number): string;
  }) {
    this.#repository = options.repository;
    this.#headRef = options.headRef;
  }

  /** Each time later than the one before. */
  now(): string {
    this.#now += 1000;
    return new Date(this.#now).toISOString().replace('.000', '');
  }

  id(): number {
    this.#ids += 1;
    return this.#ids;
  }

  get(number: string): DoubleRequest | undefined {
    return this.all.find(request => `${request.number}` === number);
  }

  async open(
    given: Pick<
      DoubleRequest,
      'branch' | 'base' | 'title' | 'body' | 'draft' | 'account'
    > & { commit: string },
  ): Promise<DoubleRequest> {
    const at = this.now();
    const request: DoubleRequest = {
      ...given,
      number: this.all.length + 1,
      fromFork: false,
      state: 'open',
      labels: [],
      reviewers: [],
      teams: [],
      createdAt: at,
      updatedAt: at,
      comments: [],
      reviews: [],
      heads: [],
    };
    this.all.push(request);
    await this.#keepHead(request);
    return request;
  }

  /** Takes in what was pushed since the last look. */
  async sync(): Promise<void> {
    const tips = await this.#repository.branches();
    for (const request of this.all) {
      if (request.state === 'open' && !request.fromFork) {
        await this.#syncOne(request, tips);
      }
    }
  }

  /** Whether it merges; null when nobody has found out yet. */
  async mergeable(request: DoubleRequest): Promise<boolean | null> {
    const base = await this.#repository.tip(`refs/heads/${request.base}`);
    const pair = `${base} ${request.commit}`;
    if (!this.#tried.has(pair)) {
      this.#tried.set(
        pair,
        base && (await this.#repository.mergedTree(base, request.commit)),
      );
      return null;
    }
    return this.#tried.get(pair) !== undefined;
  }

  /** @returns whether it could be merged. */
  async merge(
    request: DoubleRequest,
    options: { message: string; account: string },
  ): Promise<boolean> {
    const ref = `refs/heads/${request.base}`;
    const base = await this.#repository.tip(ref);
    const tree =
      base && (await this.#repository.mergedTree(base, request.commit));
    if (!base || !tree) {
      return false;
    }
    const commit = await this.#repository.git(
      'commit-tree',
      tree,
      '-p',
      base,
      '-p',
      request.commit,
      '-m',
      options.message,
    );
    await this.#repository.git('update-ref', ref, commit, base);
    this.end(request, 'merged');
    request.mergeCommit = commit;
    request.mergedBy = options.account;
    return true;
  }

  end(request: DoubleRequest, state: 'merged' | 'closed'): void {
    const at = this.now();
    Object.assign(request, { state, endedAt: at, updatedAt: at });
  }

  comment(
    request: DoubleRequest,
    comment: Pick<DoubleComment, 'account' | 'text' | 'system'>,
  ): DoubleComment {
    const whole = { ...comment, id: this.id(), at: this.now() };
    request.comments.push(whole);
    return whole;
  }

  review(
    request: DoubleRequest,
    review: Pick<DoubleReview, 'account' | 'state'>,
  ): DoubleReview {
    const whole = {
      ...review,
      id: this.id(),
      commit: request.commit,
      at: this.now(),
    };
    request.reviews.push(whole);
    return whole;
  }

  async #syncOne(
    request: DoubleRequest,
    tips: Map<string, string>,
  ): Promise<void> {
    const tip = tips.get(request.branch);
    if (tip === undefined) {
      this.end(request, 'closed');
      return;
    }
    if (tip !== request.commit) {
      request.commit = tip;
      request.updatedAt = this.now();
      await this.#keepHead(request);
    }
    const base = tips.get(request.base);
    const pair = `${base} ${tip}`;
    if (!base || this.#apart.has(pair)) {
      return;
    }
    if (await this.#repository.contains(base, tip)) {
      this.end(request, 'merged');
      request.mergeCommit = base;
    } else {
      this.#apart.add(pair);
    }
  }

  async #keepHead({ number, commit, heads }: DoubleRequest): Promise<void> {
    heads.push({ commit, at: this.now() });
    await this.#repository.git('update-ref', this.#headRef(number), commit);
  }
}
