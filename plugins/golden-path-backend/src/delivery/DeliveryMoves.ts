import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  changeRequestCreatePermission,
  createForOthersPermission,
  imageKey,
  mayPromote,
  mayRollBack,
  rollbackTarget,
  withImage,
  type ChangeRequest,
  type DeliveryProfile,
  type FoldedRelease,
  type Permit,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { audited } from '@fairway/backend-kit';
import type { Access, Caller, Person } from '../permissions/Access';
import { groupEntityRef } from '../services/approvals';
import type { ChangeRequests } from '../services/ChangeRequests';
import type {
  PlatformProposal,
  PlatformRequests,
} from '../services/PlatformRequests';
import type { DeliveryView, KnownDelivery } from './DeliveryView';
import { evidenceMarkdown } from './evidenceMarkdown';

interface DeliveryMovesOptions {
  access: Access;
  auditor: AuditorService;
  changeRequests: Pick<ChangeRequests, 'get'>;
  platformRequests: PlatformRequests;
  view: DeliveryView;
}

/** Promotion and rollback: both are change requests, with what proves them in their text. */
export class DeliveryMoves {
  static create(options: DeliveryMovesOptions): DeliveryMoves {
    return new DeliveryMoves(options);
  }

  readonly #options: DeliveryMovesOptions;

  private constructor(options: DeliveryMovesOptions) {
    this.#options = options;
  }

  /** Whether the caller may open requests for the service at all. */
  async mayChange(caller: Caller, intent: ServiceIntent): Promise<Permit> {
    const { access } = this.#options;
    if (!caller.userRef) {
      return { allowed: false, why: 'Only people change requests.' };
    }
    if (!(await access.allows(caller, changeRequestCreatePermission))) {
      return { allowed: false, why: 'You may not open change requests.' };
    }
    const owner = groupEntityRef(intent.metadata.owner);
    return caller.claims.includes(owner) ||
      (await access.allows(caller, createForOthersPermission))
      ? { allowed: true }
      : {
          allowed: false,
          why: `You are no member of ${owner}; ask someone of that group.`,
        };
  }

  /**
   * Opens the request that takes the image of one environment into the next, or updates the one that is open.
   *
   * @param request - `release`: the one that was read, so that no other goes on under the name of who read it
   * @throws ConflictError while something that the contract asks for is not proven; InputError for environments that
   * do not follow on each other; NotFoundError
   */
  async promote(
    person: Person,
    service: string,
    request: { from: string; to: string; release?: string; message?: string },
  ): Promise<ChangeRequest> {
    const known = await this.#options.view.known(service);
    await this.#require(person, known.intent);
    const from = environmentOf(known, request.from);
    const to = environmentOf(known, request.to);
    if (from.profile.promotesTo !== request.to) {
      throw new InputError(
        from.profile.promotesTo
          ? `From ${request.from} an image goes to ${from.profile.promotesTo}, not to ${request.to}; the contract says so with promotesFrom.`
          : `${request.from} is the last environment of ${service}; there is nothing to promote to.`,
      );
    }
    const folded = from.releases.at(-1);
    if (request.release && request.release !== folded?.release.id) {
      throw new ConflictError(
        `Another release is in ${request.from} by now; look at what proves that one, then promote it.`,
      );
    }
    requirePermit(
      mayPromote({
        intent: known.intent,
        folded,
        from: from.profile,
        to: to.profile,
      }),
    );
    return this.#propose(person, {
      eventId: 'delivery-promote',
      kind: 'promote',
      service,
      owner: known.intent.metadata.owner,
      environment: request.to,
      folded,
      title: `Promote ${service} from ${request.from} to ${request.to}`,
      message: request.message,
      section: `Evidence from ${request.from}`,
    });
  }

  /**
   * Opens the request that takes an earlier image back, or updates the one that is open.
   *
   * @throws ConflictError when there is nothing to go back to; NotFoundError
   */
  async rollBack(
    person: Person,
    service: string,
    request: { environment: string; release?: string; reason: string },
  ): Promise<ChangeRequest> {
    const known = await this.#options.view.known(service);
    await this.#require(person, known.intent);
    const { profile, releases } = environmentOf(known, request.environment);
    const target = request.release
      ? releases.find(({ release }) => release.id === request.release)
      : rollbackTarget(releases);
    if (request.release && !target) {
      throw new NotFoundError(
        `There is no release ${request.release} of ${service} in ${request.environment}; its releases are listed under /delivery/${service}/releases.`,
      );
    }
    requirePermit(
      mayRollBack({
        intent: known.intent,
        profile,
        target,
        ...(request.release === undefined && { releases }),
      }),
    );
    return this.#propose(person, {
      eventId: 'delivery-rollback',
      kind: 'rollback',
      service,
      owner: known.intent.metadata.owner,
      environment: request.environment,
      folded: target,
      title: `Roll ${service} back in ${request.environment}`,
      message: request.reason,
      section: `What was known of the release of ${
        target?.release.startedAt.slice(0, 10) ?? ''
      }`,
    });
  }

  async #require(person: Person, intent: ServiceIntent): Promise<void> {
    const { access } = this.#options;
    await access.require(person, changeRequestCreatePermission);
    const owner = groupEntityRef(intent.metadata.owner);
    if (!person.claims.includes(owner)) {
      await access.require(
        person,
        createForOthersPermission,
        `You are no member of ${owner}, which owns ${intent.metadata.name}; ask someone of that group to propose it.`,
      );
    }
  }

  async #propose(
    person: Person,
    move: {
      eventId: string;
      kind: 'promote' | 'rollback';
      service: string;
      owner: string;
      environment: string;
      folded: FoldedRelease | undefined;
      title: string;
      message?: string;
      section: string;
    },
  ): Promise<ChangeRequest> {
    const { auditor, changeRequests, platformRequests } = this.#options;
    const { service, owner, environment, folded, kind, title, message } = move;
    const image = folded?.release.image ?? '';
    const proposal: PlatformProposal = {
      by: { ref: person.userRef },
      service,
      kind,
      subject: environment,
      // An incident waits for no campaign.
      beside: true,
      title,
      // What somebody proposes for another team waits for that team.
      hold: !person.claims.includes(groupEntityRef(owner)),
      ...(message && { message }),
      change: intent => withImage({ intent, environment, image }),
      evidence: folded
        ? [{ title: move.section, markdown: evidenceMarkdown(folded) }]
        : [],
    };
    const { request } = await audited(
      {
        auditor,
        eventId: move.eventId,
        caller: person,
        meta: { service, environment, image: imageKey(image) },
        describe: answer => ({
          outcome: answer.outcome,
          ...(answer.request && { changeRequest: answer.request.id }),
        }),
      },
      () => platformRequests.proposeFor(proposal),
    );
    if (!request) {
      throw new ConflictError(
        `Git has this image in ${environment} by now; nothing is left to propose.`,
      );
    }
    return changeRequests.get(person, request.id);
  }
}

function environmentOf(
  known: KnownDelivery,
  name: string,
): { profile: DeliveryProfile; releases: FoldedRelease[] } {
  const found = known.environments.find(
    ({ profile }) => profile.environment === name,
  );
  if (!found) {
    throw new NotFoundError(
      `${
        known.intent.metadata.name
      } does not run in ${name}; it runs in ${known.environments
        .map(({ profile }) => profile.environment)
        .join(', ')}.`,
    );
  }
  return found;
}

function requirePermit(permit: Permit): void {
  if (!permit.allowed) {
    throw new ConflictError(permit.why);
  }
}
