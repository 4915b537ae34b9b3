import {
  buildFleet,
  compile,
  diffResults,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { NOW, SERVICES, type Bench } from './estate';
import { print, row, timed } from './measure';

const RUNS = 3;

/**
 * What a platform team waits for when it changes one default: everything derived anew, and what changes in the files of
 * each service. That everything was derived before is not part of it.
 */
export function changedDefault({ contract, estate, intents }: Bench): void {
  print(
    `\nOne default changed, all ${SERVICES} services derived anew, with the diff (target: 3000 ms)`,
  );
  for (let run = 0; run < RUNS; run++) {
    const { resources } = estate;
    const derive = (by: PlatformContract) => {
      const fleet = buildFleet({
        intents: estate.intents,
        resources,
        contract: by,
      });
      return intents.map(intent =>
        compile({ intent, contract: by, fleet, now: NOW }),
      );
    };
    const before = derive(structuredClone(contract));
    const { ms, coreMs, value } = timed(() => {
      const after = derive(withLongerGrace(contract));
      return before.flatMap((each, index) =>
        diffResults({ before: each, after: after[index] }),
      );
    });
    row(
      ms,
      `${value.length} files changed; ${coreMs.toFixed(0)} ms of the core`,
    );
  }
}

/** A default that reaches pods of every tier and environment. */
function withLongerGrace(contract: PlatformContract): PlatformContract {
  const changed = structuredClone(contract);
  for (const tier of Object.values(changed.tiers)) {
    tier.terminationGracePeriod = '75s';
  }
  return changed;
}
