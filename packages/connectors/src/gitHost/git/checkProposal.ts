import { InputError } from '@backstage/errors';
import {
  branchOfKey,
  checkCommit,
  checkPaths,
  checkTitle,
  checkVersion,
} from '../checks';
import type { ProposeOptions } from '../requests';
import { cleanText } from './commitMessage';

const MAX_FILES = 20_000;
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_BODY = 1024 * 1024;

/** A proposal whose words and paths are allowed. */
export type CheckedProposal = ProposeOptions & { remove: string[] };

/** Everything that can be refused without looking at the repository. */
export function checkProposal(options: ProposeOptions): CheckedProposal {
  branchOfKey(options.key);
  if (options.baseCommit !== undefined) {
    checkCommit(options.baseCommit);
  }
  if (options.contractVersion !== undefined) {
    checkVersion(options.contractVersion);
  }
  const { write, remove = [] } = options;
  checkPaths([...write.map(file => file.path), ...remove]);
  if (write.length + remove.length > MAX_FILES) {
    throw new InputError(
      `A request changes at most ${MAX_FILES} files, not ${
        write.length + remove.length
      }; split it.`,
    );
  }
  const bytes = write.reduce((sum, { text }) => sum + text.length, 0);
  if (bytes > MAX_BYTES) {
    throw new InputError(
      `A request holds at most ${MAX_BYTES} bytes of text, not ${bytes}; split it.`,
    );
  }
  return {
    ...options,
    remove,
    title: checkTitle(options.title),
    body: checkBody(options.body),
  };
}

/** @throws InputError when it is too long. */
export function checkBody(body: string): string {
  if (body.length > MAX_BODY) {
    throw new InputError(
      `The text of a request has at most ${MAX_BODY} characters, not ${body.length}; shorten it.`,
    );
  }
  return cleanText(body);
}

/** What a proposal says beside its files; what it leaves out is not said. */
export function saidBy(proposal: CheckedProposal) {
  const { title, body, labels, reviewers, draft, contractVersion } = proposal;
  return {
    title,
    body,
    ...(labels && { labels }),
    ...(reviewers && { reviewers }),
    ...(draft !== undefined && { draft }),
    ...(contractVersion && { contractVersion }),
  };
}
