import { ConflictError } from '@backstage/errors';
import { MergeConflictError, type GitHost } from '@fairway/connectors';
import {
  formatProblem,
  parseIntent,
  renderFiles,
  type IntentChange,
  type ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import { DeniedNowError } from '../errors';
import type { StoredChangeRequest } from '../store/ChangeRequestStore';
import type { DesiredStateService } from './DesiredStateService';
import type { FlowPlanner } from './FlowPlanner';
import { requireNotBlocked } from './flowRequest';
import { intentPath } from './layout';
import { resultsAfter, type Proposal } from './proposal';
import type { Proposer, WantedChange } from './Proposer';

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
    planner: FlowPlanner;
    proposer: Proposer;
  }): Merger {
    return new Merger(options);
  }

  readonly #host: GitHost;
  readonly #desiredState: DesiredStateService;
  readonly #planner: FlowPlanner;
  readonly #proposer: Proposer;

  private constructor(options: {
    host: GitHost;
    desiredState: DesiredStateService;
    planner: FlowPlanner;
    proposer: Proposer;
  }) {
    this.#host = options.host;
    this.#desiredState = options.desiredState;
    this.#planner = options.planner;
    this.#proposer = options.proposer;
  }

  /**
   * @throws ConflictError when a service of the request was changed by another request since, when the branch
   * holds an intent that cannot be read, or when something is denied now.
   */
  async verify(request: StoredChangeRequest): Promise<Verification> {
    const { flow } = request.snapshot;
    const proposal = await this.#proposer.propose(
      flow
        ? await this.#planned(request, flow)
        : await this.#asBranched(request),
    );
    for (const after of resultsAfter([proposal, ...proposal.others])) {
      if (after.denied) {
        throw new DeniedNowError({
          service: after.name,
          findings: after.findings,
        });
      }
    }
    return { proposal, upToDate: await this.#holds(request, proposal) };
  }

  /** A flow asked of the fleet of now: who calls a service since then follows too. */
  async #planned(
    request: StoredChangeRequest,
    flow: ServiceFlow,
  ): Promise<WantedChange> {
    const { service, snapshot } = request;
    const { intents } = await this.#desiredState.head();
    if (!intents.has(service)) {
      throw new ConflictError(
        `${service} is gone or has another name by now; close the request.`,
      );
    }
    const plan = await this.#planner.plan(service, flow);
    requireNotBlocked(
      plan,
      'Merge again once nothing is in the way, or close this request and propose what is possible.',
    );
    return { ...plan, agreed: snapshot.agreed };
  }

  /**
   * The intents as merging leaves them. Two requests may not both change the intent of one service without the
   * later one seeing the earlier; one that leaves an intent as it is takes over what others have merged.
   */
  async #asBranched(request: StoredChangeRequest): Promise<WantedChange> {
    const { commit: head, intents } = await this.#desiredState.head();
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
    const [main, ...others] = paths.map((path): IntentChange => {
      const texts = then.get(path) === proposed.get(path) ? now : proposed;
      const parsed = parseIntent(texts.get(path) ?? '', { file: path });
      if (!parsed.ok) {
        throw new ConflictError(
          `The branch holds an intent that cannot be read; propose the service again. ${parsed.problems
            .map(formatProblem)
            .join('; ')}`,
        );
      }
      const after = parsed.value;
      return { before: intents.get(after.metadata.name), after };
    });
    return {
      main,
      others,
      removes: request.snapshot.removes,
      mends: request.snapshot.kind === 'rollback',
    };
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
      resultsAfter([
        proposal,
        ...proposal.others,
        ...proposal.affected,
      ]).flatMap(after =>
        renderFiles(after).map(file => [file.path, file.text] as const),
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
    // What the branch takes away has to be for nobody now, or gone already.
    const there = await this.#host.readFiles({
      commit: proposal.head,
      paths: [...changed].filter(path => !texts.has(path)),
    });
    return [...changed].every(path =>
      texts.has(path)
        ? texts.get(path) === derived.get(path)
        : remove.includes(path) || !there.has(path),
    );
  }
}
