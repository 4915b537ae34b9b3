import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  changeRequestCreatePermission,
  createForOthersPermission,
  type ChangeRequest,
} from '@fairway/plugin-golden-path-common';
import { audited } from '@fairway/backend-kit';
import type { Access, Caller, Person } from '../permissions/Access';
import { groupEntityRef } from '../services/approvals';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { DriftFound } from '../store/driftRows';
import { foreignInNamespaces, notOfTheTeam, whyNotMend } from './mayMend';

interface DriftMendsOptions {
  access: Access;
  auditor: AuditorService;
  changeRequests: Pick<ChangeRequests, 'get'>;
  platformRequests: PlatformRequests;
}

/** Requests that mend drift, and who may open them. */
export class DriftMends {
  static create(options: DriftMendsOptions): DriftMends {
    return new DriftMends(options);
  }

  readonly #options: DriftMendsOptions;

  private constructor(options: DriftMendsOptions) {
    this.#options = options;
  }

  /**
   * Opens the request that makes Git what is derived; one that is open already is brought up to date.
   * @throws NotAllowedError; ConflictError when there is nothing to mend, or a person has to do it.
   */
  async open(
    person: Person,
    record: DriftFound,
    request: { message?: string },
  ): Promise<ChangeRequest> {
    const { access, auditor, changeRequests, platformRequests } = this.#options;
    const { service } = record;
    await access.require(person, changeRequestCreatePermission);
    const owner = groupEntityRef(`group:${record.team}`);
    if (!person.claims.includes(owner)) {
      await access.require(
        person,
        createForOthersPermission,
        notOfTheTeam(owner, service),
      );
    }
    return audited(
      {
        auditor,
        eventId: 'drift-mend',
        caller: person,
        meta: { service, state: record.state },
        describe: opened => ({ changeRequest: opened.id }),
      },
      async () => {
        const mayRemove = await access.allows(
          person,
          createForOthersPermission,
        );
        const why = whyNotMend(record, { mayRemove });
        if (why) {
          throw new ConflictError(why);
        }
        const removes = mayRemove ? foreignInNamespaces(record) : [];
        const { request: opened } = await platformRequests.proposeFor({
          by: { ref: person.userRef },
          service,
          kind: 'rederive',
          // What somebody proposes for another team waits for that team.
          hold: !person.claims.includes(owner),
          ...(removes.length > 0 && { removes }),
          message:
            request.message ??
            'Makes the files in Git what intent and contract derive.',
        });
        if (!opened) {
          throw new ConflictError(
            `Git holds what ${service} derives by now: there is nothing to mend.`,
          );
        }
        return changeRequests.get(person, opened.id);
      },
    );
  }

  /** Whether somebody may open it, and if not, why not. */
  async permitOf(
    caller: Caller,
    record: DriftFound,
  ): Promise<{ allowed: boolean; why?: string }> {
    const { access } = this.#options;
    const no = (why: string) => ({ allowed: false, why });
    if (!caller.userRef) {
      return no('Only people open change requests.');
    }
    const forOthers = await access.allows(caller, createForOthersPermission);
    const why = whyNotMend(record, { mayRemove: forOthers });
    if (why) {
      return no(why);
    }
    if (!(await access.allows(caller, changeRequestCreatePermission))) {
      return no('You have no permission to open change requests.');
    }
    const owner = groupEntityRef(`group:${record.team}`);
    return caller.claims.includes(owner) || forOthers
      ? { allowed: true }
      : no(notOfTheTeam(owner, record.service));
  }
}
