import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ContractAnswer,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { Breath, type Clock, isoNow } from '@fairway/backend-kit';
import type { FleetState } from './desiredState';
import type { DesiredStateService } from './DesiredStateService';
import { fleetStanding } from './fleetStanding';
import { Grounds, judge, sameGrounds, type Verdict } from './verdict';

type Standing = Required<Pick<ContractAnswer, 'counts' | 'policyHits'>>;

/** What a page waits for verdicts that are being worked on: enough for a merge, not for a whole fleet. */
const PATIENCE_MS = 100;

/** Stands for a policy where the compiler broke off. */
const NOT_COMPILED = 'compile';

interface FleetVerdictsOptions {
  desiredState: Pick<DesiredStateService, 'fleet'>;
  logger: LoggerService;
  clock: Clock;
}

/**
 * Verdicts on all merged services, kept up beside the pages: after a merge only those are judged again whose
 * intent, neighbours, team or exceptions have moved. Nobody waits for a fleet: until all are judged, the standing
 * says how many are pending.
 */
export class FleetVerdicts {
  static create(options: FleetVerdictsOptions): FleetVerdicts {
    return new FleetVerdicts(options);
  }

  readonly #desiredState: Pick<DesiredStateService, 'fleet'>;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  #judged: ReadonlyMap<string, { grounds: unknown[]; verdict: Verdict }> =
    new Map();
  #pending = 0;
  /** The state that all verdicts are of, and until when the clock lets them stand. */
  #settled?: { version: string; until: number; standing?: Standing };
  #running?: Promise<void>;

  private constructor(options: FleetVerdictsOptions) {
    this.#desiredState = options.desiredState;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Begins to judge what has moved, unless that is under way; returns at once. */
  refresh(): void {
    this.#running ??= this.#run()
      .catch(error => {
        this.#logger.warn(
          'Judging the merged services failed; it is tried again when the next page asks',
          error instanceof Error ? error : undefined,
        );
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** How the fleet stands, as far as it is judged. */
  async standing(): Promise<Standing> {
    this.refresh();
    await Promise.race([this.#running, patience()]);
    const { intents, contract, version } = await this.#desiredState.fleet();
    const settled =
      this.#settled?.version === version ? this.#settled : undefined;
    if (settled?.standing) {
      return settled.standing;
    }
    const verdicts = [...intents.keys()].flatMap(name => {
      const verdict = this.#judged.get(name)?.verdict;
      return verdict ? [{ name, verdict }] : [];
    });
    const standing = fleetStanding({
      verdicts,
      services: intents.size,
      pending: Math.max(this.#pending, intents.size - verdicts.length),
      contract,
    });
    if (settled) {
      settled.standing = standing;
    }
    return standing;
  }

  /** Passes over the fleet until one begins and ends on the same state; none when nothing has moved since the last. */
  async #run(): Promise<void> {
    for (;;) {
      const state = await this.#desiredState.fleet();
      const settled = this.#settled;
      if (
        settled?.version === state.version &&
        this.#clock.now() < settled.until
      ) {
        return;
      }
      this.#settled = undefined;
      const until = await this.#pass(state);
      this.#settled = { version: state.version, until };
    }
  }

  /** @returns until when the clock lets the verdicts stand. */
  async #pass(state: FleetState): Promise<number> {
    const grounds = new Grounds({ state, now: this.#clock.now() });
    const now = isoNow(this.#clock);
    const judged = new Map(this.#judged);
    const moved: { name: string; grounds: unknown[] }[] = [];
    for (const [name, intent] of state.intents) {
      const found = this.#groundsOf(grounds, intent, state);
      if (!sameGrounds(judged.get(name)?.grounds, found)) {
        moved.push({ name, grounds: found });
      }
    }
    for (const name of judged.keys()) {
      if (!state.intents.has(name)) {
        judged.delete(name);
      }
    }
    this.#judged = judged;
    this.#pending = moved.length;
    const breath = new Breath();
    for (const { name, grounds: found } of moved) {
      const intent = state.intents.get(name);
      if (intent) {
        judged.set(name, {
          grounds: found,
          verdict: this.#judge({ intent, state, now }),
        });
      }
      this.#pending -= 1;
      await breath.take();
    }
    return grounds.until;
  }

  /** One service that nobody can judge keeps no other from it. */
  #groundsOf(
    grounds: Grounds,
    intent: ServiceIntent,
    { fingerprint, fleet }: FleetState,
  ): unknown[] {
    try {
      return grounds.of(intent);
    } catch {
      // What it is that cannot be read of it is told when it is judged.
      return [fingerprint, intent, fleet];
    }
  }

  /** One that cannot be compiled would not be taken if it were proposed as it is. */
  #judge(options: Parameters<typeof judge>[0]): Verdict {
    try {
      return judge(options);
    } catch (error) {
      this.#logger.error(
        `${options.intent.metadata.name} cannot be compiled as it is merged, and counts as denied; this is a fault of the portal, please report it`,
        error instanceof Error ? error : undefined,
      );
      return {
        denied: true,
        warned: false,
        policies: new Map([[NOT_COMPILED, new Set(['denied'])]]),
      };
    }
  }
}

function patience(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
}
