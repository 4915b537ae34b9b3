import type { AuditorService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  compareContracts,
  compile,
  contractOfFiles,
  createImpactTally,
  fleetServiceOf,
  serviceChange,
  withChanges,
  type AuthoringChanges,
  type AuthoringImpact,
  type Fleet,
  type FleetImpact,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { audited, Breath, type Clock, isoNow } from '@fairway/backend-kit';
import { BusyError, DraftProblemsError } from '../errors';
import type { Caller } from '../permissions/Access';
import type { ContractService, LoadedContract } from './ContractService';
import type { FleetState } from './desiredState';
import type { DesiredStateService } from './DesiredStateService';
import type { InFlight } from './InFlight';

/** 4,000 services take half a minute; what takes longer is not worth the portal's only thread. */
const LIMIT_MS = 120_000;
/** Who begins anew has hung up on a run that ends within milliseconds, and is not told that it is somebody's turn. */
const PATIENCE_MS = 1_000;

interface Options {
  auditor: AuditorService;
  clock: Clock;
  contract: Pick<ContractService, 'current'>;
  desiredState: Pick<DesiredStateService, 'fleet'>;
  inFlight: Pick<InFlight, 'requireUp'>;
  /** How long one run may take; two minutes when left out. */
  limitMs?: number;
  /** How long another run is waited for; a second when left out. */
  patienceMs?: number;
}

/** One run: what it compares, and when it has to end. */
interface Run {
  state: FleetState;
  after: PlatformContract;
  signal: AbortSignal;
  breath: Breath;
  until: number;
}

/**
 * What a draft makes of every merged service. One run at a time, service by service, so that memory stays flat; in
 * between, everybody else gets their answers.
 */
export class Impact {
  static create(options: Options): Impact {
    return new Impact(options);
  }

  readonly #options: Options;
  #running?: Promise<unknown>;

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param request - `signal`: ends the run, when nobody waits for it any more.
   * @throws DraftProblemsError when the draft makes no contract; BusyError while another run is under way;
   *   ServiceUnavailableError when it takes too long or the backend stops.
   */
  async measure(
    caller: Caller,
    request: { changes: AuthoringChanges; signal: AbortSignal },
  ): Promise<AuthoringImpact> {
    return audited(
      {
        auditor: this.#options.auditor,
        eventId: 'contract-impact',
        caller,
        meta: { paths: Object.keys(request.changes).sort() },
        describe: ({ services, changed, took }) => ({
          services,
          changed,
          took,
        }),
      },
      async () => {
        if (this.#running) {
          const { patienceMs = PATIENCE_MS } = this.#options;
          await Promise.race([this.#running, pause(patienceMs)]);
        }
        if (this.#running) {
          throw new BusyError(
            'The impact of another draft is being measured, one at a time; try again in some seconds.',
          );
        }
        // Nothing is waited for between looking and beginning.
        const running = this.#measure(request);
        this.#running = running.catch(() => {});
        try {
          return await running;
        } finally {
          this.#running = undefined;
        }
      },
    );
  }

  async #measure(request: {
    changes: AuthoringChanges;
    signal: AbortSignal;
  }): Promise<AuthoringImpact> {
    const { clock, limitMs = LIMIT_MS } = this.#options;
    const { changes, signal } = request;
    const begun = performance.now();
    const { out, state } = await this.#ground();
    const files = Object.fromEntries(
      Object.entries(out.files).map(([path, text]) => [
        `contract/${path}`,
        text,
      ]),
    );
    const loaded = contractOfFiles(withChanges(files, changes));
    if (!loaded.ok) {
      throw new DraftProblemsError(loaded.problems);
    }
    const breath = new Breath();
    const comparison = compareContracts({
      before: out.contract,
      after: loaded.value,
      now: isoNow(clock),
    });
    await breath.take();
    // Templates make nothing of services that are there.
    const moves = Object.entries(changes).some(
      ([path, text]) =>
        path.startsWith('contract/') && (files[path] ?? null) !== text,
    );
    const impact = moves
      ? await this.#tally({
          state,
          after: loaded.value,
          signal,
          breath,
          until: begun + limitMs,
        })
      : createImpactTally().result();
    return {
      services: state.intents.size,
      comparison,
      ...impact,
      took: Math.round(performance.now() - begun),
    };
  }

  /** Contract and fleet of one moment: either may move while the other is read. */
  async #ground(): Promise<{ out: LoadedContract; state: FleetState }> {
    const { contract, desiredState } = this.#options;
    for (;;) {
      const out = await contract.current();
      const state = await desiredState.fleet();
      if (out.fingerprint === state.fingerprint) {
        return { out, state };
      }
    }
  }

  async #tally(run: Run): Promise<FleetImpact> {
    const { state, after: contract, breath } = run;
    const now = isoNow(this.#options.clock);
    const fleet = await this.#fleet(run);
    const tally = createImpactTally();
    let done = 0;
    for (const [name, intent] of state.intents) {
      this.#goOn(run, done);
      const before = compile({
        intent,
        contract: state.contract,
        fleet: state.fleet,
        now,
      });
      await breath.take();
      const after = compile({ intent, contract, fleet, now });
      const change = serviceChange({ name, before, after, contract });
      if (change) {
        tally.add(change);
      }
      done += 1;
      await breath.take();
    }
    return tally.result();
  }

  /** The facts of today's services as the draft would have them: demand, hosts and environments depend on it. */
  async #fleet(run: Run): Promise<Fleet> {
    const { state, after: contract, breath } = run;
    const services: Fleet['services'] = {};
    for (const [name, intent] of state.intents) {
      services[name] = fleetServiceOf({ intent, contract });
      this.#goOn(run, 0);
      await breath.take();
    }
    return { ...state.fleet, services };
  }

  /** @throws when the run has to end: nobody waits, the backend stops, or time is up. */
  #goOn({ state, signal, until }: Run, done: number): void {
    this.#options.inFlight.requireUp();
    signal.throwIfAborted();
    if (performance.now() > until) {
      const { limitMs = LIMIT_MS } = this.#options;
      throw new ServiceUnavailableError(
        `Measuring was stopped after ${limitMs / 1000} s, with ${done} of ${
          state.intents.size
        } services done; use "fairway diff" with both contracts and --fleet, which has no limit.`,
      );
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
