import type { ChangeRequestState } from '@fairway/plugin-golden-path-common';
import type { HostCheck, HostComment } from '../requests';

/** A request as it is kept; what Git knows is repeated here so that lists need no Git. */
export interface StoredRequest {
  number: number;
  key: string;
  state: ChangeRequestState;
  commit: string;
  baseCommit: string;
  mergeCommit?: string;
  draft: boolean;
  title: string;
  body: string;
  author: string;
  labels: string[];
  reviewers: string[];
  contractVersion?: string;
  mergedBy?: string;
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
}

export interface StoredRequestFilter {
  state?: ChangeRequestState;
  key?: string;
  author?: string;
  search?: string;
}

/** Records of requests, their comments and checks. */
export interface RequestStore {
  /** A number nobody else gets, in this process or another; above all that were given. */
  nextNumber(): Promise<number>;

  /** Numbers up to this one are taken: known from the repository when records were lost. */
  reserveNumbers(upTo: number): Promise<void>;

  /** Writes a record, over one that was made from the commit in the meantime. */
  put(request: StoredRequest): Promise<void>;

  /** Writes a record that was made from a commit; does nothing when the number has one already. */
  add(request: StoredRequest): Promise<void>;

  /**
   * Changes fields of a record. With `state`, only when the record is in that state still.
   * @returns whether it was changed.
   */
  change(
    number: number,
    change: Partial<Omit<StoredRequest, 'number' | 'key'>>,
    options?: { state: ChangeRequestState },
  ): Promise<boolean>;

  get(number: number): Promise<StoredRequest | undefined>;

  /** The newest open record of a service. */
  findOpen(key: string): Promise<StoredRequest | undefined>;

  /** All open records. */
  allOpen(): Promise<StoredRequest[]>;

  /** Those of the numbers that have a record. */
  known(numbers: number[]): Promise<Set<number>>;

  /** Newest first, below a number. */
  list(
    query: StoredRequestFilter & { below?: number; limit: number },
  ): Promise<{ items: StoredRequest[]; total: number }>;

  addComment(number: number, comment: HostComment): Promise<void>;

  /** Oldest first, after the sequence number of another; `more`: there are others behind them. */
  listComments(
    number: number,
    query: { after?: number; limit: number },
  ): Promise<{
    items: { sequence: number; comment: HostComment }[];
    total: number;
    more: boolean;
  }>;

  setCheck(number: number, check: HostCheck): Promise<void>;

  listChecks(number: number, commit: string): Promise<HostCheck[]>;
}
