import { ConflictError } from '@backstage/errors';
import { MergeConflictError, type GitHost } from '@fairway/connectors';
import {
  formatProblem,
  parseIntent,
  renderFiles,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { DeniedNowError } from '../errors';
import type { StoredChangeRequest } from '../store/ChangeRequestStore';
import type { DesiredStateService } from './DesiredStateService';
import { intentPath } from './layout';
import type { Proposal } from './proposal';
import type { Proposer } from './Proposer';

/** Whether what a branch holds is what the compiler derives now. */
export interface Verification {
  proposal: Proposal;
  /** False when contract, fleet or repository moved on, so that other files are derived than the branch holds. */
  upToDate: boolean;
}

/** Compiles the branch of a request again, under the contract, the fleet and the repository of now. */
export class Merger {
  static create(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    proposer: Proposer;
  }): Merger {
    return new Merger(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;
  readonly #proposer: Proposer;

  private constructor(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    proposer: Proposer;
  }) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
    this.#proposer = options.proposer;
  }

  /**
   * @throws ConflictError when a service of the request was changed by another request since, when the branch
   * holds an intent that cannot be read, or when something is denied now.
   */
  async verify(request: StoredChangeRequest): Promise<Verification> {
    const [intent, ...others] = await this.#intentsOf(request);
    const proposal = await this.#proposer.propose({ intent, others });
    for (const { after } of [proposal, ...proposal.others]) {
      if (after.denied) {
        throw new DeniedNowError({
          service: after.name,
          findings: after.findings,
        });
      }
    }
    return { proposal, upToDate: await this.#holds(request, proposal) };
  }

  /**
   * The intents as merging leaves them. Two requests may not both change the intent of one service without the
   * later one seeing the earlier; one that leaves an intent as it is takes over what others have merged.
   */
  async #intentsOf(request: StoredChangeRequest): Promise<ServiceIntent[]> {
    const { commit: head } = await this.#desiredState.head();
    const paths = request.services.map(intentPath);
    const [then, now, proposed] = await Promise.all(
      [request.baseCommit, head, request.commit].map(commit =>
        this.#host.readFiles({ commit, paths }),
      ),
    );
    const touched = paths.filter(
      path =>
        then.get(path) !== now.get(path) &&
        then.get(path) !== proposed.get(path) &&
        now.get(path) !== proposed.get(path),
    );
    if (touched.length > 0) {
      throw new MergeConflictError(touched);
    }
    return paths.map(path => {
      const texts = then.get(path) === proposed.get(path) ? now : proposed;
      const parsed = parseIntent(texts.get(path) ?? '', { file: path });
      if (!parsed.ok) {
        throw new ConflictError(
          `The branch holds an intent that cannot be read; propose the service again. ${parsed.problems
            .map(formatProblem)
            .join('; ')}`,
        );
      }
      return parsed.value;
    });
  }

  /** Whether merging the branch leaves exactly the derived files behind. */
  async #holds(
    request: StoredChangeRequest,
    proposal: Proposal,
  ): Promise<boolean> {
    const files = await this.#host.changedBetween({
      from: request.baseCommit,
      to: request.commit,
    });
    const changed = new Set(files.map(file => file.path));
    const derived = new Map(
      [proposal, ...proposal.others, ...proposal.affected].flatMap(service =>
        renderFiles(service.after).map(file => [file.path, file.text] as const),
      ),
    );
    const { write, remove } = proposal.plan;
    const missing = [...write.map(file => file.path), ...remove].some(
      path => !changed.has(path),
    );
    if (missing) {
      return false;
    }
    const texts = await this.#host.readFiles({
      commit: request.commit,
      paths: changed,
    });
    return [...changed].every(path => texts.get(path) === derived.get(path));
  }
}
