/**
 * Measurements, never part of the tests: `yarn bench <name>`. Figures are of one core; where something is compared,
 * both sides are measured in the same run and the ratio is what counts.
 */
const benches: Record<string, () => Promise<unknown>> = {
  campaign: () => import('./campaign'),
  compile: () => import('./compile'),
  diff: () => import('./diff'),
  drift: () => import('./drift'),
  kustomize: () => import('./kustomize'),
  scale: () => import('./scale'),
  slo: () => import('./slo'),
  start: () => import('./start'),
};

const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench) {
  bench().catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
} else {
  process.stderr.write(
    `fairway bench: there is no measurement called "${name}"; choose one of ${Object.keys(
      benches,
    ).join(', ')}\n`,
  );
  process.exitCode = 2;
}

export {};
