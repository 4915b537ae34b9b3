import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { GitHost } from '@fairway/connectors';
import type {
  ChangeRequest,
  DriftAnswer,
  DriftQuery,
  Finding,
  ServiceDrift,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import {
  audited,
  type Clock,
  nextCursorOf,
  offsetOf,
} from '@fairway/backend-kit';
import type { Access, Caller, Person } from '../permissions/Access';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { PlatformRequests } from '../services/PlatformRequests';
import type { DriftFound, DriftRecord } from '../store/driftRows';
import type { DriftStore } from '../store/DriftStore';
import { DriftEvidence } from './DriftEvidence';
import type { DriftLooks } from './DriftLooks';
import { DriftMends } from './DriftMends';

/** A look that has not gone on for so long goes on no more: its backend is gone. */
const STALLED_MS = 60_000;

interface Options {
  access: Access;
  auditor: AuditorService;
  changeRequests: Pick<ChangeRequests, 'get' | 'list'>;
  clock: Clock;
  contract: Pick<ContractService, 'current'>;
  desiredState: Pick<DesiredStateService, 'compiled' | 'fleet'>;
  host: Pick<GitHost, 'readFiles' | 'lastChange'>;
  logger: LoggerService;
  looks: DriftLooks;
  platformRequests: PlatformRequests;
  store: DriftStore;
}

/** Git against what intents and contract derive, for pages and for people who mend it. */
export class Drift {
  static create(options: Options): Drift {
    return new Drift(options);
  }

  readonly #options: Options;
  readonly #evidence: DriftEvidence;
  readonly #mends: DriftMends;

  private constructor(options: Options) {
    this.#options = options;
    this.#evidence = DriftEvidence.create(options);
    this.#mends = DriftMends.create(options);
  }

  /** The worst first. */
  async list(
    caller: Caller,
    query: DriftQuery & { limit: number },
  ): Promise<DriftAnswer> {
    const { contract, store } = this.#options;
    const { cursor, ...rest } = query;
    const offset = offsetOf(cursor);
    const [{ items, total }, counts, look, current] = await Promise.all([
      store.list({ ...rest, offset }),
      store.counts(rest),
      this.#look(),
      contract.current(),
    ]);
    return {
      items: await Promise.all(
        items.map(record => this.#summary(caller, record)),
      ),
      total,
      nextCursor: nextCursorOf({ offset, count: items.length, total }),
      counts,
      contractVersion: current.contract.metadata.version,
      ...look,
    };
  }

  /** @throws NotFoundError */
  async get(caller: Caller, service: string): Promise<ServiceDrift> {
    const { desiredState } = this.#options;
    const record = await this.#record(service);
    const [result, summary, look] = await Promise.all([
      desiredState.compiled(service),
      this.#summary(caller, record),
      this.#look(),
    ]);
    // A look that found nothing new leaves what stands there, which then holds for its commit too.
    const isOlder =
      look.checkedAt !== undefined && look.checkedAt > record.checkedAt;
    const commit = (isOlder && look.commit) || record.commit;
    return {
      ...summary,
      commit,
      checkedAt: isOlder
        ? look.checkedAt ?? record.checkedAt
        : record.checkedAt,
      fileList: await this.#evidence.files(record, { result, commit }),
      waivers: result ? await this.#evidence.waivers(result) : [],
      findings: result?.findings.filter(isDenying) ?? [],
      ...(record.details.problems && { problems: record.details.problems }),
      ...(await this.#evidence.changedIn(record, commit)),
      may: { mend: await this.#mends.permitOf(caller, record) },
    };
  }

  /** @throws what {@link DriftMends.open} throws; NotFoundError */
  async mend(
    person: Person,
    service: string,
    request: { message?: string },
  ): Promise<ChangeRequest> {
    return this.#mends.open(person, await this.#record(service), request);
  }

  /** Begins to look again, at one service or all, and comes back at once. @throws NotFoundError */
  async check(person: Person, request: { service?: string }): Promise<void> {
    const { auditor, desiredState, logger, looks, store } = this.#options;
    const { service } = request;
    if (service !== undefined) {
      const { intents, unreadable } = await desiredState.fleet();
      if (
        !intents.has(service) &&
        !unreadable.has(service) &&
        !(await store.get(service))
      ) {
        throw notFound(service);
      }
    }
    await audited(
      {
        auditor,
        eventId: 'drift-check',
        caller: person,
        meta: service === undefined ? {} : { service },
      },
      async () => {
        looks.again(service).catch(error => {
          logger.debug(`The look that was asked for ended early: ${error}`);
        });
      },
    );
  }

  async #record(service: string): Promise<DriftFound> {
    const record = await this.#options.store.get(service);
    if (!record) {
      throw notFound(service);
    }
    return record;
  }

  async #look(): Promise<
    Pick<DriftAnswer, 'checkedAt' | 'commit' | 'running'>
  > {
    const { clock, store } = this.#options;
    const { running, ...ended } = await store.look();
    const goesOn =
      running && clock.now() - Date.parse(running.movedAt) < STALLED_MS;
    return {
      ...ended,
      ...(goesOn && {
        running: { done: running.done, services: running.services },
      }),
    };
  }

  async #summary(
    caller: Caller,
    record: DriftRecord,
  ): Promise<ServiceDriftSummary> {
    const request =
      record.state === 'none'
        ? undefined
        : await this.#openRequest(caller, record.service);
    return {
      service: record.service,
      team: record.team,
      tier: record.tier,
      state: record.state,
      files: record.files,
      expired: record.expired,
      denied: record.denied,
      ...(record.contractVersion && {
        contractVersion: record.contractVersion,
      }),
      ...(record.orphan && { orphan: true }),
      ...(request && { request }),
      since: record.since,
    };
  }

  /** Whatever is open for the service derives its files anew, and so mends it. Not everybody may see requests. */
  async #openRequest(
    caller: Caller,
    service: string,
  ): Promise<ServiceDriftSummary['request']> {
    try {
      const {
        items: [open],
      } = await this.#options.changeRequests.list(caller, {
        state: 'open',
        service,
        limit: 1,
      });
      return (
        open && {
          id: open.id,
          number: open.number,
          url: open.url,
          state: open.state,
        }
      );
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return undefined;
      }
      throw error;
    }
  }
}

function notFound(service: string): NotFoundError {
  return new NotFoundError(
    `Nothing is known of a service ${service}; it may be merged and not looked at yet.`,
  );
}

function isDenying({ severity }: Finding): boolean {
  return severity === 'deny';
}
