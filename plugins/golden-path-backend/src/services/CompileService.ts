import {
  compile,
  decideReview,
  withAccepts,
  withOtherSides,
  type CompileAnswer,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
import type { DesiredStateService } from './DesiredStateService';
import { readIntent, type IntentInput } from './readIntent';

/** Compiles an intent against the contract and the fleet of now, writing nothing. */
export class CompileService {
  static create(options: {
    desiredState: DesiredStateService;
    clock: Clock;
  }): CompileService {
    return new CompileService(options);
  }

  readonly #desiredState: DesiredStateService;
  readonly #clock: Clock;

  private constructor(options: {
    desiredState: DesiredStateService;
    clock: Clock;
  }) {
    this.#desiredState = options.desiredState;
    this.#clock = options.clock;
  }

  /**
   * `acceptOn` names services that would accept this one in the same request.
   * @throws InputError with every problem when the document is no intent.
   */
  async compile(
    input: IntentInput,
    options: { acceptOn?: string[] } = {},
  ): Promise<CompileAnswer> {
    const { intent, lineOf } = readIntent(input);
    const { contract, fleet } = await this.#desiredState.fleetKnowing([intent]);
    const after = compile({
      intent,
      contract,
      fleet: withAccepts({
        fleet,
        caller: intent.metadata.name,
        acceptOn: options.acceptOn,
      }),
      now: isoNow(this.#clock),
      lineOf,
    });
    const before = await this.#desiredState.compiled(intent.metadata.name);
    const review = decideReview({ before, after, contract });
    const { acceptOn } = options;
    return {
      ...after,
      review: withOtherSides({ review, intent, acceptOn, fleet }),
    };
  }
}
