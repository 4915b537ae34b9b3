import {
  buildFleet,
  compile,
  renderFiles,
} from '@fairway/plugin-golden-path-common';
import { estateOf, NOW, shippedContract } from './estate';
import { print, row, timed } from './measure';

/** From the estate that the house promises to one that is nine times as large: twice the services, twice the time. */
const SIZES = [450, 900, 1800, 4000];

const contract = shippedContract();
print('Whole estates with YAML, one service after the other');
for (const size of SIZES) {
  const { intents, resources } = estateOf({ contract, services: size });
  const { ms, coreMs, value } = timed(() => {
    const fleet = buildFleet({ intents, resources, contract });
    let files = 0;
    for (const intent of intents) {
      const result = compile({ intent, contract, fleet, now: NOW });
      files += renderFiles(result).length;
    }
    return files;
  });
  const peak = process.resourceUsage().maxRSS / 1024;
  row(
    ms,
    `${intents.length} services, ${value} files; ${(
      coreMs / intents.length
    ).toFixed(2)} ms of the core each; peak of memory ${peak.toFixed(0)} MB`,
  );
}
