import { ConflictError, InputError } from '@backstage/errors';
import type {
  ChangeRequestState,
  Mergeability,
} from '@fairway/plugin-golden-path-common';
import { HeadMovedError, MergeConflictError } from '../errors';
import type { CheckedProposal } from './checkProposal';
import type { Repository } from './Repository';
import type { TreeChange } from './trees';

/** Blob by path; undefined for what goes away. */
export type Changes = Map<string, string | undefined>;

/** Commits of an open request. */
export interface OpenCommits {
  baseCommit: string;
  commit: string;
}

/**
 * What a proposal changes in the commit that it was made on.
 * @throws InputError when that commit is not on the way to the head, a file would lie where a folder is, or nothing
 * changes.
 */
export async function proposedChange(options: {
  repository: Repository;
  proposal: CheckedProposal;
  head: string;
}): Promise<{ baseCommit: string; changes: Changes }> {
  const { repository, proposal, head } = options;
  const baseCommit = proposal.baseCommit ?? head;
  if (baseCommit !== head) {
    await repository.requireCommit(baseCommit);
    if ((await repository.mergeBase(head, baseCommit)) !== baseCommit) {
      throw new InputError(
        `The commit ${baseCommit} is not part of ${repository.baseBranch}; derive the files from the head and propose again.`,
      );
    }
  }
  const { write, remove } = proposal;
  const { changes, blocked } = await repository.changesOn({
    commit: baseCommit,
    write,
    remove,
  });
  if (blocked.length > 0) {
    throw new InputError(
      `A file cannot lie where a folder is: ${blocked
        .slice(0, 5)
        .join(', ')}; remove one of the two in the same request.`,
    );
  }
  if (changes.size === 0) {
    throw new InputError(
      `Nothing changes: ${repository.baseBranch} holds exactly the proposed files, so there is nothing to request.`,
    );
  }
  return { baseCommit, changes };
}

/** The same change that still merges needs no commit, so that approvals of it stay good. */
export async function holdsAlready(options: {
  repository: Repository;
  open: OpenCommits;
  changes: Changes;
  head: string;
}): Promise<boolean> {
  const { repository, open, changes, head } = options;
  const before = await repository.diff(open.baseCommit, open.commit);
  return (
    before.length === changes.size &&
    before.every(
      ({ path, after }) => changes.has(path) && changes.get(path) === after,
    ) &&
    (await repository.threeWay(head, open.commit)).conflicts.length === 0
  );
}

/**
 * Parents of the next commit of an open request.
 * @throws HeadMovedError when the files were derived from an older state than the branch took in since, which they
 * would undo.
 */
export async function parentsOfNext(options: {
  repository: Repository;
  open: OpenCommits;
  baseCommit: string;
}): Promise<string[]> {
  const { repository, open, baseCommit } = options;
  if (baseCommit === open.baseCommit) {
    return [open.commit];
  }
  if (
    (await repository.mergeBase(baseCommit, open.baseCommit)) === baseCommit
  ) {
    throw new HeadMovedError({
      branch: repository.baseBranch,
      expected: baseCommit,
      actual: open.baseCommit,
    });
  }
  return [open.commit, baseCommit];
}

/** Whether a request could be merged into the head of now, file by file. */
export async function mergeabilityOf(options: {
  repository: Repository;
  request: { state: ChangeRequestState; commit: string };
  head: string;
}): Promise<Mergeability> {
  const { repository, request, head } = options;
  if (request.state !== 'open') {
    return { state: 'unknown', reason: `The request is ${request.state}.` };
  }
  const { base, conflicts } = await repository.threeWay(head, request.commit);
  if (base === undefined) {
    return {
      state: 'unknown',
      reason: `The branch and ${repository.baseBranch} have no commit in common.`,
    };
  }
  return conflicts.length > 0
    ? { state: 'conflict', files: conflicts }
    : { state: 'clean' };
}

/** What merging changes in the head. @throws ConflictError when histories never met, MergeConflictError */
export async function requireMerges(options: {
  repository: Repository;
  commit: string;
  head: string;
}): Promise<TreeChange[]> {
  const { repository, commit, head } = options;
  const { base, apply, conflicts } = await repository.threeWay(head, commit);
  if (base === undefined) {
    throw new ConflictError(
      `The branch and ${repository.baseBranch} have no commit in common; close the request and propose the change again.`,
    );
  }
  if (conflicts.length > 0) {
    throw new MergeConflictError(conflicts);
  }
  return apply;
}

/** @throws ConflictError */
export function requireOpen(request: { state: ChangeRequestState }): void {
  if (request.state !== 'open') {
    throw new ConflictError(
      `The request is ${request.state}; propose the change again to open another.`,
    );
  }
}

/** @throws ConflictError */
export function requireReady(request: { draft: boolean }): void {
  if (request.draft) {
    throw new ConflictError(
      'The request is a draft; say that it is ready, then merge it.',
    );
  }
}
