import {
  deliveryProfiles,
  imageKey,
  inOrder,
  isOfLineage,
  SEEN_LATE,
  type DeliveryEvent,
  type Lineage,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { DesiredStateService } from '../services/DesiredStateService';
import type {
  ChangeRequestStore,
  ListedChangeRequest,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliveryRecorder } from './DeliveryRecorder';
import type { Lineages } from './Lineages';

/** Merged requests of a service that are looked at, the newest first: older ones were looked at before. */
const MAX_REQUESTS = 20;

interface DesiredStateEvidenceOptions {
  clock: Clock;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  lineages: Pick<Lineages, 'read'>;
  recorder: Pick<DeliveryRecorder, 'record' | 'retell'>;
  requests: Pick<ChangeRequestStore, 'get' | 'list' | 'listApprovals'>;
  store: DeliveryStore;
}

/**
 * What Fairway knows by itself: which image Git asks for in which environment, since when, and which request brought
 * it there. Everything follows from Git and the requests, so it may be asked for again at any time.
 */
export class DesiredStateEvidence {
  static create(options: DesiredStateEvidenceOptions): DesiredStateEvidence {
    return new DesiredStateEvidence(options);
  }

  readonly #options: DesiredStateEvidenceOptions;
  #turn: Promise<void> = Promise.resolve();

  private constructor(options: DesiredStateEvidenceOptions) {
    this.#options = options;
  }

  /** Of every service whose image in Git is another one than the last that was told. */
  async catchUp(): Promise<void> {
    const { desiredState, store, clock } = this.#options;
    const { intents, contract } = await desiredState.fleet();
    const names = [...intents.keys()];
    const told = new Map<string, string>();
    const breath = new Breath();
    for (let from = 0; from < names.length; from += 500) {
      const newest = await store.newestOf(names.slice(from, from + 500), {
        now: isoNow(clock),
      });
      for (const { service, release } of newest) {
        told.set(`${service}/${release.environment}`, imageKey(release.image));
      }
      await breath.take();
    }
    const behind: string[] = [];
    for (const [name, intent] of intents) {
      const moved = deliveryProfiles({ intent, contract }).some(
        ({ environment, image }) =>
          told.get(`${name}/${environment}`) !== imageKey(image),
      );
      if (moved) {
        behind.push(name);
      }
      await breath.take();
    }
    await this.of(behind);
    // Also those of which nothing new is told: they may have had another name when their releases were.
    await this.#options.recorder.retell(behind);
  }

  /** Of these services. One after the other, so that a move is not told twice. */
  of(services: readonly string[]): Promise<void> {
    const turn = this.#turn.then(() => this.#record(services));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #record(services: readonly string[]): Promise<void> {
    const { desiredState, lineages, recorder, store } = this.#options;
    const { of: lineageOf } = await lineages.read();
    const { intents, contract, commit } = await desiredState.fleet();
    const breath = new Breath();
    let events: DeliveryEvent[] = [];
    for (const service of services) {
      const intent = intents.get(service);
      if (intent) {
        const lineage = lineageOf(service);
        const known = (await store.eventsOf(lineage)).filter(
          ({ state }) => state === 'desired-state-updated',
        );
        const fromRequests = await this.#fromRequests({
          lineage,
          contract,
          known,
        });
        events.push(
          ...fromRequests,
          ...this.#fromGit({
            service,
            commit,
            known: [...known, ...fromRequests],
            images: deliveryProfiles({ intent, contract }),
          }),
        );
      }
      if (events.length >= 500) {
        await recorder.record(events);
        events = [];
      }
      await breath.take();
    }
    await recorder.record(events);
  }

  /** Of requests that were merged since the last one that was told. */
  async #fromRequests(options: {
    lineage: Lineage;
    contract: PlatformContract;
    known: readonly DeliveryEvent[];
  }): Promise<DeliveryEvent[]> {
    const { lineage, contract, known } = options;
    const { requests } = this.#options;
    const moves = new Map<string, Partial<DeliveryEvent>>();
    let told = '';
    for (const event of known) {
      if (event.environment) {
        moves.set(event.environment, event);
      }
      if (event.request && event.at > told) {
        told = event.at;
      }
    }
    const merged: ListedChangeRequest[] = [];
    for (const { service } of lineage) {
      const { items } = await requests.list({
        state: 'merged',
        service,
        limit: MAX_REQUESTS,
        offset: 0,
      });
      merged.push(
        ...items.filter(
          ({ service: own, mergedAt: at = '' }) =>
            own === service &&
            at > told &&
            isOfLineage({ service, at }, lineage),
        ),
      );
    }
    merged.sort((a, b) => ((a.mergedAt ?? '') < (b.mergedAt ?? '') ? -1 : 1));
    const events: DeliveryEvent[] = [];
    for (const { id } of merged) {
      const request = await requests.get(id);
      if (request?.mergedAt) {
        const approvals = await requests.listApprovals(id);
        const profiles = deliveryProfiles({
          intent: request.snapshot.evidence.intent,
          contract,
        });
        for (const { environment, image } of profiles) {
          const last = moves.get(environment);
          if (
            last?.reference !== image ||
            wasSeenFirst(last, request.mergedAt)
          ) {
            moves.set(environment, { reference: image });
            events.push(
              ...eventsOfRequest({
                request,
                mergedAt: request.mergedAt,
                environment,
                image,
                approvedBy: approvals
                  .filter(({ uncounted }) => !uncounted)
                  .map(({ by }) => by),
              }),
            );
          }
        }
      }
    }
    return events;
  }

  /** What no request tells: the repository was filled, or somebody pushed to it. */
  #fromGit(options: {
    service: string;
    commit: string;
    known: readonly DeliveryEvent[];
    images: readonly { environment: string; image: string }[];
  }): DeliveryEvent[] {
    const { service, commit, known, images } = options;
    const { clock } = this.#options;
    return images.flatMap(({ environment, image }) => {
      const last = known
        .filter(event => event.environment === environment)
        .reduce<DeliveryEvent | undefined>(
          (a, b) => (a && inOrder(a, b) > 0 ? a : b),
          undefined,
        );
      if (last?.reference && imageKey(last.reference) === imageKey(image)) {
        return [];
      }
      return [
        {
          ...moveOf({ service, environment, image, commit }),
          id: `seen:${environment}:${service}:${commit}`,
          at: isoNow(clock),
          summary: last
            ? 'Git was changed without a request'
            : 'Git has it since before deliveries were recorded',
          facts: { commit, ...(!last && { [SEEN_LATE]: 'true' }) },
        },
      ];
    });
  }
}

/** Git tells a merge before the host of the request does: then the request explains what was seen already. */
function wasSeenFirst(move: Partial<DeliveryEvent>, mergedAt: string): boolean {
  const { id = '', at = '', facts = {} } = move;
  return (
    id.startsWith('seen:') && facts[SEEN_LATE] === undefined && at >= mergedAt
  );
}

function moveOf(options: {
  service: string;
  environment: string;
  image: string;
  commit: string;
}) {
  const { service, environment, image, commit } = options;
  return {
    id: `git:${environment}:${service}:${commit}`,
    service,
    environment,
    state: 'desired-state-updated' as const,
    outcome: 'passed' as const,
    source: 'git' as const,
    reference: image,
    image: imageKey(image),
    commit,
  };
}

function eventsOfRequest(options: {
  request: StoredChangeRequest;
  mergedAt: string;
  environment: string;
  image: string;
  approvedBy: string[];
}): DeliveryEvent[] {
  const { request, mergedAt, environment, image, approvedBy } = options;
  const { service, id, number, url, title, author, mergedBy } = request;
  const commit = request.mergeCommit ?? request.commit;
  const told = { request: { id, number }, url };
  return [
    {
      ...told,
      id: `request:${environment}:${id}`,
      service,
      environment,
      state: 'proposed',
      outcome: 'passed',
      at: request.createdAt,
      source: 'fairway',
      image: imageKey(image),
      commit,
      summary: `Request #${number}: ${title}`,
      facts: { author },
    },
    {
      ...told,
      ...moveOf({ service, environment, image, commit }),
      at: mergedAt,
      ...(mergedBy && { by: mergedBy }),
      summary: `Request #${number} was merged`,
      facts: {
        commit,
        ...(mergedBy && { mergedBy }),
        ...(approvedBy.length > 0 && { approvedBy: approvedBy.join(', ') }),
      },
    },
  ];
}
