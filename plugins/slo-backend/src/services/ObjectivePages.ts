import { InputError, NotFoundError } from '@backstage/errors';
import type { Access, Caller, Clock } from '@fairway/backend-kit';
import {
  isDerived,
  objectiveExcludePermission,
  type ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import type { Exclusions, StatusReader } from '../collect/types';
import { windowText } from '../documents/windowText';
import type { ObjectiveResource } from '../permissions/rules';
import type {
  ObjectiveStore,
  DocumentedObjective,
} from '../store/ObjectiveStore';
import { resourceOf } from './OwnedExclusions';

/** Exclusions that one page shows. */
const MOST_EXCLUSIONS = 100;
const DAY_MS = 86_400_000;
/** What history is asked for when nobody says. */
const DEFAULT_DAYS = 30;
/** Longest stretch of time that one answer covers. */
const MOST_DAYS = 400;

interface ObjectivePagesOptions {
  access: Access<ObjectiveResource>;
  clock: Clock;
  exclusions: Exclusions;
  objectives: ObjectiveStore;
  status: StatusReader;
}

/** All that is to be said of one objective. */
export class ObjectivePages {
  static create(options: ObjectivePagesOptions): ObjectivePages {
    return new ObjectivePages(options);
  }

  readonly #options: ObjectivePagesOptions;

  private constructor(options: ObjectivePagesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError */
  async require(id: string): Promise<DocumentedObjective> {
    const found = await this.#options.objectives.withDocument(id);
    if (!found) {
      throw new NotFoundError(
        `There is no objective ${id}. The list of objectives tells what there is, the list of documents what cannot be read.`,
      );
    }
    return found;
  }

  /** @throws NotFoundError */
  async get(caller: Caller, id: string): Promise<ObjectiveAnswer> {
    const { access, exclusions, status } = this.#options;
    const found = await this.require(id);
    const { objective, ownership, origin } = found;
    const [detail, own, [exclude]] = await Promise.all([
      status.statusDetail(id),
      exclusions.list({ objective: id, limit: MOST_EXCLUSIONS }),
      access.allowsOn(caller, objectiveExcludePermission, [resourceOf(found)]),
    ]);
    const { row, arithmetic, burns, alerts, policy, source } = detail;
    return {
      id,
      title: objective.title,
      service: objective.service,
      target: objective.target,
      window: windowText(objective.window),
      ...ownership,
      state: row?.state ?? 'unknown',
      ...(row
        ? row.reason !== undefined && { reason: row.reason }
        : { reason: 'The sources have not been asked yet' }),
      noBadSeries: row?.noBadSeries,
      sli: row?.sli,
      budget: row?.budget,
      burn: row?.burn ?? [],
      exhaustsInSeconds: row?.exhaustsInSeconds,
      paceOf: row?.paceOf,
      at: row?.at,
      staleSince: row?.staleSince,
      objective,
      origin,
      document: {
        text: found.text,
        format: found.format,
        place: objective.place,
        ...(found.standsIn && {
          standsIn: found.standsIn,
          problems: found.problems,
        }),
      },
      arithmetic,
      burns,
      alerts,
      policy,
      exclusions: own.items,
      may: {
        exclude,
        // Others are changed where they are written.
        change:
          isDerived(origin, objective.service) &&
          ownership.owner !== undefined &&
          caller.claims.includes(ownership.owner),
      },
      source,
    };
  }

  /** The stretch of time that is asked for; the last 30 days when nobody says. @throws InputError */
  times(query: { from?: number; to?: number }): { from: number; to: number } {
    const to = query.to ?? this.#options.clock.now();
    const from = query.from ?? to - DEFAULT_DAYS * DAY_MS;
    if (from >= to) {
      throw new InputError(
        'query: /from: expected a time before "to"; swap them',
      );
    }
    if (to - from > MOST_DAYS * DAY_MS) {
      throw new InputError(
        `query: /from: expected at most ${MOST_DAYS} days; ask for a shorter time`,
      );
    }
    return { from, to };
  }
}
