import {
  compile,
  fleetDemand,
  type ContractAnswer,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';

const DAY_MS = 24 * 60 * 60 * 1000;
const NEAR_EXPIRY_DAYS = 14;
/** Services compiled between two breaths of the event loop. */
const BATCH = 5;

interface Counts {
  services: number;
  denied: number;
  warned: number;
}

/** The contract, and how the merged services stand against it today. */
export class FleetReport {
  static create(options: {
    contract: ContractService;
    desiredState: DesiredStateService;
    clock: Clock;
  }): FleetReport {
    return new FleetReport(options);
  }

  readonly #contract: ContractService;
  readonly #desiredState: DesiredStateService;
  readonly #clock: Clock;
  #counted?: { version: string; counts: Promise<Counts> };

  private constructor(options: {
    contract: ContractService;
    desiredState: DesiredStateService;
    clock: Clock;
  }) {
    this.#contract = options.contract;
    this.#desiredState = options.desiredState;
    this.#clock = options.clock;
  }

  async contractAnswer(): Promise<ContractAnswer> {
    const { contract, problems } = await this.#contract.current();
    const { fleet } = await this.#desiredState.fleet();
    return {
      contract,
      exceptions: contract.exceptions.map(exception => ({
        id: exception.id,
        ...exceptionState(exception.expires, this.#clock.now()),
      })),
      quotaInUse: fleetDemand(fleet),
      counts: await this.#counts(),
      ...(problems && { problems }),
    };
  }

  /**
   * Verdicts change with the fleet, the contract and the day (exceptions and overrides expire), so they are
   * counted once for each of these.
   */
  async #counts(): Promise<Counts> {
    const { contract } = await this.#contract.current();
    const state = await this.#desiredState.fleet();
    const version = `${state.version}\n${isoNow(this.#clock).slice(0, 13)}`;
    if (this.#counted?.version !== version) {
      const counts = this.#count(contract);
      this.#counted = { version, counts };
      counts.catch(() => {
        if (this.#counted?.counts === counts) {
          this.#counted = undefined;
        }
      });
    }
    return this.#counted.counts;
  }

  async #count(contract: PlatformContract): Promise<Counts> {
    const { fleet } = await this.#desiredState.fleet();
    const { intents } = await this.#desiredState.head();
    const now = isoNow(this.#clock);
    const counts = { services: intents.size, denied: 0, warned: 0 };
    let inBatch = 0;
    for (const intent of intents.values()) {
      const { denied, findings } = compile({ intent, contract, fleet, now });
      counts.denied += denied ? 1 : 0;
      counts.warned += !denied && findings.length > 0 ? 1 : 0;
      inBatch += 1;
      if (inBatch % BATCH === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    return counts;
  }
}

/** A day ends at its last second, UTC. */
export function exceptionState(
  expires: string,
  now: number,
): { state: 'active' | 'near-expiry' | 'expired'; daysLeft: number } {
  const end = Date.parse(
    expires.includes('T') ? expires : `${expires}T23:59:59Z`,
  );
  const daysLeft = Math.max(0, Math.floor((end - now) / DAY_MS));
  if (now > end) {
    return { state: 'expired', daysLeft: 0 };
  }
  return {
    state: end - now <= NEAR_EXPIRY_DAYS * DAY_MS ? 'near-expiry' : 'active',
    daysLeft,
  };
}
