import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError } from '@backstage/errors';
import type { HostRequest, Person as Signature } from '@fairway/connectors';
import {
  checkDirectory,
  FAIRWAY,
  type OpenChangeRequest,
  type OpenServiceFlow,
  type ServiceFlow,
} from '@fairway/plugin-golden-path-common';
import { DeniedError } from '../errors';
import type { Person } from '../permissions/Access';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { groupEntityRef } from './approvals';
import { automaticMergeOf } from './automaticMerge';
import type { ProposingRights } from './ChangeRequests';
import { renameTo } from './renameTo';
import { agreedBy, requireNotBlocked, sectionsOf } from './flowRequest';
import type { FlowPlanner } from './FlowPlanner';
import type { DesiredStateService } from './DesiredStateService';
import { nothingToPropose } from './nothingToPropose';
import { otherSides } from './otherSides';
import { resultsAfter, type Proposal } from './proposal';
import type { Proposer } from './Proposer';
import type { RequestPresenter } from './RequestPresenter';
import type { RequestRecords } from './RequestRecords';
import { signatureOf } from './signatureOf';
import { saidIn } from './snapshot';
import type { Turns } from './Turns';

export interface RequestProposalsOptions {
  desiredState: DesiredStateService;
  planner: FlowPlanner;
  presenter: RequestPresenter;
  proposer: Proposer;
  records: RequestRecords;
  store: ChangeRequestStore;
  /**
   * Two versions of one request, by service: what is kept of a version has to belong to the commit that is kept.
   */
  turns: Turns;
}

/** A request as it was opened, updated, or found to be merged already. */
export interface Opened {
  created: boolean;
  request: StoredChangeRequest;
}

/** Opens change requests, and updates the one that is open for a service. */
export class RequestProposals {
  static create(options: RequestProposalsOptions): RequestProposals {
    return new RequestProposals(options);
  }

  readonly #options: RequestProposalsOptions;

  private constructor(options: RequestProposalsOptions) {
    this.#options = options;
  }

  /** @throws ConflictError when another team has a request open for the service. */
  async open(
    person: Person,
    request: OpenChangeRequest,
    rights: ProposingRights = {},
  ): Promise<Opened> {
    return this.#options.turns.take(request.intent.metadata.name, () =>
      this.#open(person, request, rights),
    );
  }

  /**
   * Opens the request of a flow, or makes the one that is open for the service that of the flow.
   * @throws ConflictError when it is blocked, or another team has a request open for the service.
   */
  async openFlow(
    person: Person,
    service: string,
    request: OpenServiceFlow,
    rights: ProposingRights = {},
  ): Promise<Opened> {
    return this.#options.turns.take(service, () =>
      this.#openFlow(person, service, request, rights),
    );
  }

  /** Groups that own the service now and after a flow, as entity refs. @throws NotFoundError */
  async flowOwners(service: string, flow: ServiceFlow): Promise<string[]> {
    const { main } = await this.#options.planner.plan(service, flow);
    return [main.before, main.after].flatMap(intent =>
      intent ? [groupEntityRef(intent.metadata.owner)] : [],
    );
  }

  /**
   * Groups that own the service now and as proposed, as entity refs.
   * @throws DeniedError when the catalog holds no such group: whoever proposes then is told of the name, and not
   * that they are no member.
   */
  async ownersOf(request: OpenChangeRequest): Promise<string[]> {
    const { intent } = request;
    const { metadata } = intent;
    const { fleet, intents } = await this.#options.desiredState.fleetKnowing([
      intent,
    ]);
    const findings = checkDirectory({ intent, fleet });
    if (findings.some(({ severity }) => severity === 'deny')) {
      throw new DeniedError({ service: metadata.name, findings });
    }
    const merged = intents.get(metadata.name)?.metadata.owner;
    return [
      ...new Set(
        [metadata.owner, ...(merged ? [merged] : [])].map(groupEntityRef),
      ),
    ];
  }

  /**
   * Puts what is derived now into a request that was derived from an older state.
   * @throws ConflictError when it was updated, merged or closed since it was read.
   */
  async deriveAgain(options: {
    by: Signature;
    request: StoredChangeRequest;
    proposal: Proposal;
  }): Promise<void> {
    const { by, request, proposal } = options;
    const { presenter, records, turns } = this.#options;
    const { saved } = await turns.take(request.service, async () => {
      // A version that was proposed meanwhile is not for this one to replace.
      const known = await records.requireOpen(request.id, request.commit);
      const { automatic } = known.snapshot;
      return records.push({
        by,
        proposal,
        known,
        said: {
          ...saidIn(known),
          ...(proposal.review.decision === 'automatic' && { automatic }),
        },
      });
    });
    await presenter.announce({
      request: saved,
      by: by.ref,
      what: `Change request #${saved.number} was derived again`,
      to: 'everyone',
    });
  }

  async #open(
    person: Person,
    request: OpenChangeRequest,
    rights: ProposingRights,
  ): Promise<Opened> {
    const { desiredState, proposer, records, store } = this.#options;
    const service = request.intent.metadata.name;
    const { intents } = await desiredState.head();
    const renamed =
      intents.has(service) || (await renameTo({ store, name: service }));
    if (typeof renamed === 'object') {
      throw new ConflictError(
        `Change request #${renamed.number} renames ${renamed.service} to ${service}; choose another name, or have that request closed.`,
      );
    }
    const proposal = await proposer.propose({
      main: await proposer.changeOf(request.intent),
      others: otherSides({ request, intents }),
    });
    requireNoDeny(proposal);
    const known = await records.openRequestOf(service);
    const nothing = nothingToPropose({ proposal, open: known });
    if (nothing !== undefined) {
      const done = await this.#mergedBefore(person, request);
      if (done) {
        return { created: false, request: done };
      }
      throw new InputError(nothing);
    }
    await this.#requireTheirs({ person, service, known, rights });
    // What the platform asked for and kept open becomes the change of a person, who has not asked for that.
    const hold =
      request.hold ??
      (known && !known.snapshot.kind ? known.snapshot.hold : undefined) ??
      false;
    const { saved, pushed } = await records.push({
      by: signatureOf(person),
      proposal,
      known,
      said: {
        contributors: [person.userRef],
        message: request.message ?? known?.snapshot.message,
        hold,
        automatic: automaticMergeOf({
          ...proposal,
          claims: person.claims,
          owners: await this.ownersOf(request),
          hold,
        }),
      },
    });
    await this.#tellReviewers({ person, known, saved, pushed });
    return { created: !known, request: saved };
  }

  async #openFlow(
    person: Person,
    service: string,
    { flow, message }: OpenServiceFlow,
    rights: ProposingRights,
  ): Promise<Opened> {
    const { planner, proposer, records } = this.#options;
    const plan = await planner.plan(service, flow);
    requireNotBlocked(plan);
    const agreed = agreedBy(person, plan);
    const proposal = await proposer.propose({ ...plan, agreed });
    requireNoDeny(proposal);
    const known = await records.openRequestOf(service);
    await this.#requireTheirs({ person, service, known, rights });
    const { saved, pushed } = await records.push({
      by: signatureOf(person),
      proposal,
      known,
      said: {
        contributors: [person.userRef],
        message,
        kind: flow.kind,
        heading: plan.title,
        flow,
        agreed,
        sections: sectionsOf(plan),
        automatic: automaticMergeOf({
          ...proposal,
          claims: person.claims,
          owners: plan.owners.map(({ owner }) => groupEntityRef(owner)),
          hold: false,
        }),
      },
    });
    await this.#tellReviewers({ person, known, saved, pushed });
    return { created: !known, request: saved };
  }

  /** @throws ConflictError when it would take the place of what another team has open. */
  async #requireTheirs(options: {
    person: Person;
    service: string;
    known: StoredChangeRequest | undefined;
    rights: ProposingRights;
  }): Promise<void> {
    const { person, service, known, rights } = options;
    if (
      !known ||
      rights.forOthers ||
      known.snapshot.contributors.includes(person.userRef)
    ) {
      return;
    }
    const { intents } = await this.#options.desiredState.head();
    const merged = intents.get(service);
    // Whoever is to receive a service does not have it yet; a service that is not merged is of who asked for it.
    const team = merged ? groupEntityRef(merged.metadata.owner) : known.owner;
    if (!person.claims.includes(team)) {
      throw new ConflictError(
        `Change request #${known.number} of ${team} is open for ${service}; wait until it is merged or closed, or ask someone of that group to propose this.`,
      );
    }
  }

  /** What is the same as before needs no telling. */
  async #tellReviewers(options: {
    person: Person;
    known: StoredChangeRequest | undefined;
    saved: StoredChangeRequest;
    pushed: HostRequest;
  }): Promise<void> {
    const { person, known, saved, pushed } = options;
    if (known?.commit !== pushed.commit) {
      await this.#options.presenter.announce({
        request: saved,
        by: person.userRef,
        what: known
          ? `Change request #${saved.number} was updated and waits for your review`
          : `Change request #${saved.number} waits for your review`,
        to: 'reviewers',
      });
    }
  }

  /**
   * The request that merged exactly this by itself, when the same person proposes it again: the answer to the first
   * call may have been lost.
   */
  async #mergedBefore(
    person: Person,
    { intent }: OpenChangeRequest,
  ): Promise<StoredChangeRequest | undefined> {
    const { store } = this.#options;
    const { items } = await store.list({
      service: intent.metadata.name,
      state: 'merged',
      limit: 1,
      offset: 0,
    });
    const [last] = items;
    if (
      last?.mergedBy !== FAIRWAY ||
      !last.snapshot.contributors.includes(person.userRef)
    ) {
      return undefined;
    }
    const found = await store.get(last.id);
    return isDeepStrictEqual(found?.snapshot.evidence.intent, intent)
      ? found
      : undefined;
  }
}

/** @throws DeniedError with the findings of the first service that is denied. */
export function requireNoDeny(proposal: Proposal): void {
  for (const after of resultsAfter([proposal, ...proposal.others])) {
    if (after.denied) {
      throw new DeniedError({ service: after.name, findings: after.findings });
    }
  }
}
