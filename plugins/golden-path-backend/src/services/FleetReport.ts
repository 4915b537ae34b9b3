import {
  fleetDemand,
  type ContractAnswer,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '../clock';
import type { ContractService } from './ContractService';
import type { DesiredStateService } from './DesiredStateService';
import { exceptionState } from './expiry';
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
    const { fleet } = await desiredState.fleet();
    return {
      contract,
      exceptions: contract.exceptions.map(exception => ({
        id: exception.id,
        ...exceptionState(exception.expires, clock.now()),
      })),
      quotaInUse: fleetDemand(fleet),
      ...(await verdicts.standing()),
      ...(problems && { problems }),
    };
  }
}
