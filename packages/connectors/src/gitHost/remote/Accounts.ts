import type { ForgeReviewers } from './Forge';

/** Who is who: entity refs of the portal, and accounts of the host. */
export class Accounts {
  readonly #host: string;
  readonly #accounts: Map<string, string>;
  readonly #refs: Map<string, string>;

  constructor(options: { host: string; accounts?: Record<string, string> }) {
    this.#host = options.host;
    this.#accounts = new Map(
      Object.entries(options.accounts ?? {}).map(([ref, account]) => [
        ref.toLowerCase(),
        account,
      ]),
    );
    this.#refs = new Map(
      [...this.#accounts]
        .filter(([ref]) => ref.startsWith('user:'))
        .map(([ref, account]) => [account.toLowerCase(), ref]),
    );
  }

  /** The entity ref of an account; one that is nobody's in the portal, when it is not known. */
  refOf(account: string): string {
    return (
      this.#refs.get(account.toLowerCase()) ??
      `${this.#host}:default/${account.replace(/[^A-Za-z0-9._-]+/g, '-')}`
    );
  }

  /** Whose account it is; undefined for one that is nobody's, or several people's. */
  personOf(account: string): string | undefined {
    const login = account.toLowerCase();
    const people = [...this.#accounts].filter(
      ([ref, own]) => ref.startsWith('user:') && own.toLowerCase() === login,
    );
    return people.length === 1 ? people[0][0] : undefined;
  }

  /** Those of the entity refs who can be asked at the host. */
  reviewers(refs: string[]): ForgeReviewers {
    const accounts = (kind: string) =>
      refs.flatMap(ref => {
        const account = this.#accounts.get(ref.toLowerCase());
        return account && ref.toLowerCase().startsWith(kind) ? [account] : [];
      });
    return { users: accounts('user:'), teams: accounts('group:') };
  }
}
