import {
  byExpiry,
  fleetDemand,
  overridesOf,
  standingOf,
  type ContractAnswer,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import type { FleetVerdicts } from './FleetVerdicts';

interface FleetReportOptions {
  contract: ContractService;
  desiredState: DesiredStateService;
  verdicts: FleetVerdicts;
  clock: Clock;
}

/** The contract, and how the merged services stand against it today. */
export class FleetReport {
  static create(options: FleetReportOptions): FleetReport {
    return new FleetReport(options);
  }

  readonly #options: FleetReportOptions;

  private constructor(options: FleetReportOptions) {
    this.#options = options;
  }

  async contractAnswer(): Promise<ContractAnswer> {
    const {
      clock,
      contract: contracts,
      desiredState,
      verdicts,
    } = this.#options;
    const { contract, problems } = await contracts.current();
    const { fleet, intents } = await desiredState.fleet();
    const now = clock.now();
    return {
      contract,
      exceptions: contract.exceptions.map(exception => ({
        id: exception.id,
        ...standingOf(exception.expires, now),
      })),
      overrides: byExpiry([...intents.values()].flatMap(overridesOf)).map(
        override => ({ ...override, ...standingOf(override.expires, now) }),
      ),
      quotaInUse: fleetDemand(fleet),
      ...(await verdicts.standing()),
      ...(problems && { problems }),
    };
  }
}
