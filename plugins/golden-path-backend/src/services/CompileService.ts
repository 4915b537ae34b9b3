import { isDeepStrictEqual } from 'node:util';
import {
  compile,
  decideReview,
  removedAgreements,
  withAccepts,
  withoutAccepts,
  withOtherSides,
  type CompileAnswer,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { DesiredStateService } from './DesiredStateService';
import { nothingToPropose } from './nothingToPropose';
import type { ErrorBudgets } from './ErrorBudgets';
import type { Proposer } from './Proposer';
import { readIntent, type IntentInput } from './readIntent';
import type { RequestRecords } from './RequestRecords';

interface CompileServiceOptions {
  budgets: ErrorBudgets;
  desiredState: DesiredStateService;
  clock: Clock;
  proposer: Proposer;
  records: Pick<RequestRecords, 'openRequestOf'>;
}

/** Compiles an intent against the contract and the fleet of now, writing nothing. */
export class CompileService {
  static create(options: CompileServiceOptions): CompileService {
    return new CompileService(options);
  }

  readonly #options: CompileServiceOptions;

  private constructor(options: CompileServiceOptions) {
    this.#options = options;
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
    const { budgets, clock, desiredState } = this.#options;
    const { contract, fleet, intents } = await desiredState.fleetKnowing([
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
      now: isoNow(clock),
      lineOf,
    });
    const before = await desiredState.compiled(caller);
    const review = decideReview({
      before,
      after,
      contract,
      spentBudgets: before ? await budgets.of([caller]) : [],
    });
    const removed = removedAgreements({
      before: intents.get(caller),
      after: intent,
      fleet,
    });
    const asMerged = isDeepStrictEqual(intents.get(caller), intent);
    const nothing = asMerged ? await this.#nothing(intent) : undefined;
    return {
      ...after,
      review: withOtherSides({ review, intent, acceptOn, releaseOn, fleet }),
      ...(removed.length > 0 && { removedAgreements: removed }),
      ...(nothing && { nothingToPropose: nothing }),
    };
  }

  /** Only where the intent is as merged: what Git holds has to be read for it. */
  async #nothing(intent: ServiceIntent): Promise<string | undefined> {
    const { proposer, records } = this.#options;
    const [proposal, open] = await Promise.all([
      proposer.propose({ main: await proposer.changeOf(intent) }),
      records.openRequestOf(intent.metadata.name),
    ]);
    return nothingToPropose({ proposal, open });
  }
}
