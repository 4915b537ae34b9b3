import {
  compile,
  decideReview,
  removedAgreements,
  withAccepts,
  withoutAccepts,
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
   * `acceptOn` names services that would accept this one in the same request, `releaseOn` those that would no longer.
   * @throws InputError with every problem when the document is no intent.
   */
  async compile(
    input: IntentInput,
    sides: { acceptOn?: string[]; releaseOn?: string[] } = {},
  ): Promise<CompileAnswer> {
    const { intent, lineOf } = readIntent(input);
    const { contract, fleet, intents } = await this.#desiredState.fleetKnowing([
      intent,
    ]);
    const { acceptOn, releaseOn } = sides;
    const caller = intent.metadata.name;
    const after = compile({
      intent,
      contract,
      fleet: withoutAccepts({
        fleet: withAccepts({ fleet, caller, acceptOn }),
        caller,
        releaseOn,
      }),
      now: isoNow(this.#clock),
      lineOf,
    });
    const before = await this.#desiredState.compiled(caller);
    const review = decideReview({ before, after, contract });
    const removed = removedAgreements({
      before: intents.get(caller),
      after: intent,
      fleet,
    });
    return {
      ...after,
      review: withOtherSides({ review, intent, acceptOn, releaseOn, fleet }),
      ...(removed.length > 0 && { removedAgreements: removed }),
    };
  }
}
