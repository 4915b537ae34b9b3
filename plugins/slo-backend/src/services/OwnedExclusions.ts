import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { audited, type Access, type Person } from '@fairway/backend-kit';
import {
  objectiveExcludePermission,
  type Exclusion,
  type NewExclusion,
  type Page,
} from '@fairway/plugin-slo-common';
import type {
  Exclusions,
  ObjectiveDirectory,
  TrackedObjective,
} from '../collect/types';
import type { Ownerships } from '../documents/Ownerships';
import { componentRef } from '../documents/speaking';
import type { ObjectiveResource } from '../permissions/rules';

const ONLY_OWNERS =
  'Only the owners of the service exclude time from its budgets (permission slo.objective.exclude); ask them.';

interface OwnedExclusionsOptions {
  access: Access<ObjectiveResource>;
  auditor: AuditorService;
  exclusions: Exclusions;
  objectives: ObjectiveDirectory;
  ownerships: Pick<Ownerships, 'of'>;
}

/** Exclusions, of which only owners make or withdraw any: on every objective that they touch the policy is asked. */
export class OwnedExclusions {
  static create(options: OwnedExclusionsOptions): OwnedExclusions {
    return new OwnedExclusions(options);
  }

  readonly #options: OwnedExclusionsOptions;

  private constructor(options: OwnedExclusionsOptions) {
    this.#options = options;
  }

  list(query: Parameters<Exclusions['list']>[0]): Promise<Page<Exclusion>> {
    return this.#options.exclusions.list(query);
  }

  /** @throws NotAllowedError, NotFoundError, InputError, ConflictError when the same is excluded already */
  async create(person: Person, wish: NewExclusion): Promise<Exclusion> {
    const { auditor, exclusions } = this.#options;
    await this.#requireOwner(
      person,
      (await this.#touched(wish)).map(resourceOf),
    );
    return audited(
      {
        auditor,
        eventId: 'exclusion-create',
        caller: person,
        meta: { ...wish },
        describe: ({ id }) => ({ exclusion: id }),
      },
      () => exclusions.create(wish, { userRef: person.userRef }),
    );
  }

  /** @throws NotAllowedError, NotFoundError, ConflictError when it is withdrawn already */
  async withdraw(
    person: Person,
    id: string,
    reason: string,
  ): Promise<Exclusion> {
    const { auditor, exclusions } = this.#options;
    const exclusion = await exclusions.get(id);
    await this.#requireOwner(person, await this.#concerned(exclusion));
    return audited(
      {
        auditor,
        eventId: 'exclusion-withdraw',
        caller: person,
        meta: { exclusion: id, service: exclusion.service, reason },
      },
      () => exclusions.withdraw(id, reason, { userRef: person.userRef }),
    );
  }

  async #touched(of: {
    service: string;
    objective?: string;
  }): Promise<TrackedObjective[]> {
    const { objectives } = this.#options;
    const all = await objectives.ofServices([of.service]);
    if (all.length === 0) {
      throw new NotFoundError(
        `No objective of a service ${of.service} is known; GET /objectives lists what is.`,
      );
    }
    if (of.objective === undefined) {
      return all;
    }
    const touched = all.filter(
      ({ objective }) => objective.id === of.objective,
    );
    if (touched.length === 0) {
      throw new InputError(
        `body: /objective: ${of.objective} is no objective of ${of.service}; name one of its own, or none for all of them`,
      );
    }
    return touched;
  }

  /** Whoever owns the service also withdraws what was excluded from objectives that are gone. */
  async #concerned(of: {
    service: string;
    objective?: string;
  }): Promise<ObjectiveResource[]> {
    const { objectives, ownerships } = this.#options;
    const all = await objectives.ofServices([of.service]);
    const own = all.filter(
      ({ objective }) => (of.objective ?? objective.id) === objective.id,
    );
    if (all.length > 0) {
      return (own.length > 0 ? own : all).map(resourceOf);
    }
    const component = componentRef(of.service);
    const { owner } = (await ownerships.of([component])).get(component) ?? {};
    return [{ id: of.objective ?? of.service, ...(owner && { owner }) }];
  }

  async #requireOwner(
    person: Person,
    concerned: ObjectiveResource[],
  ): Promise<void> {
    await this.#options.access.requireOn(
      person,
      objectiveExcludePermission,
      concerned,
      ONLY_OWNERS,
    );
  }
}

/** What rules of the policy ask about. */
export function resourceOf({
  objective,
  ownership,
}: TrackedObjective): ObjectiveResource {
  return {
    id: objective.id,
    ...(ownership.owner && { owner: ownership.owner }),
  };
}
