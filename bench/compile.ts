import {
  buildFleet,
  checkAgreements,
  checkExposure,
  checkHosts,
  checkImages,
  checkQuota,
  checkSecrets,
  compile,
  createPolicyEngine,
  decideReview,
  estimateCost,
  previewReadiness,
  renderFiles,
  resolveSettings,
  writeYaml,
  type CompileResult,
  type KubeObject,
} from '@fairway/plugin-golden-path-common';
import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { changedDefault } from './change';
import { benchEstate, NOW, SERVICES, type Bench } from './estate';
import { median, print, row, timed } from './measure';

const RUNS = 5;

function compileAll({ contract, intents, fleet }: Bench): CompileResult[] {
  return intents.map(intent => compile({ intent, contract, fleet, now: NOW }));
}

function checkAll({ contract, intents, fleet }: Bench): void {
  for (const intent of intents) {
    const settings = resolveSettings({ intent, contract });
    const facts = { intent, contract, fleet, settings };
    checkAgreements(facts);
    checkSecrets(facts);
    checkImages(facts);
    checkQuota(facts);
    checkExposure(facts);
    checkHosts(facts);
    estimateCost(facts);
    previewReadiness(facts);
  }
}

/** Every object once, as the compiler judges it: clusters share objects. */
function distinctObjects(results: CompileResult[]): KubeObject[] {
  return [
    ...new Set(
      results.flatMap(({ objects }) => objects.map(each => each.object)),
    ),
  ];
}

function evaluateAll(bench: Bench, objects: KubeObject[]): void {
  const engine = createPolicyEngine(bench.contract.policies);
  for (const object of objects) {
    engine.evaluate({ object });
  }
}

function whole(bench: Bench): void {
  // A fresh copy, as after a change of the contract: nothing may be left over from the run before.
  const contract = structuredClone(bench.contract);
  const { estate } = bench;
  const total = timed(() => {
    const { resources } = estate;
    const fleet = buildFleet({ intents: estate.intents, resources, contract });
    let files = 0;
    let characters = 0;
    for (const intent of bench.intents) {
      const result = compile({ intent, contract, fleet, now: NOW });
      for (const { text } of renderFiles(result)) {
        files += 1;
        characters += text.length;
      }
    }
    return { files, characters };
  });
  const { files, characters } = total.value;
  row(
    total.ms,
    `${(SERVICES / (total.ms / 1000)).toFixed(
      0,
    )} services/s, ${files} files, ${(characters / 1e6).toFixed(
      0,
    )} MB; ${total.coreMs.toFixed(0)} ms of the core`,
  );
}

function phases(bench: Bench): void {
  const results = compileAll(bench);
  const objects = distinctObjects(results);
  const compiling = median(repeat(() => compileAll(bench)));
  const checking = median(repeat(() => checkAll(bench)));
  const policy = median(repeat(() => evaluateAll(bench, objects)));
  const writing = median(repeat(() => objects.forEach(writeYaml)));
  const denied = results.filter(result => result.denied).length;
  print(
    `\nPhases (median of ${RUNS}; ${objects.length} distinct objects, ${denied} services denied)`,
  );
  row(checking, 'settings, checks, cost, readiness');
  row(policy, 'policies');
  row(Math.max(0, compiling - checking - policy), 'derive, with reasons');
  row(writing, 'YAML');

  const sample = objects.filter((_, index) => index % 20 === 0);
  const ours = timed(() => sample.forEach(writeYaml)).ms;
  const jsYaml = timed(() => sample.forEach(object => dump(object))).ms;
  const yaml = timed(() => sample.forEach(object => stringify(object))).ms;
  print(`\nYAML against other writers (${sample.length} objects)`);
  row(ours, 'Fairway');
  row(jsYaml, `js-yaml, ${(jsYaml / ours).toFixed(1)} times as long`);
  row(yaml, `yaml, ${(yaml / ours).toFixed(1)} times as long`);
}

function one(bench: Bench): void {
  const intent =
    bench.intents.find(({ spec }) => spec.exposure === 'public') ??
    bench.intents[0];
  const { contract, fleet } = bench;
  const before = compile({ intent, contract, fleet, now: NOW });
  const times = repeat(() => {
    const after = compile({
      intent: structuredClone(intent),
      contract,
      fleet,
      now: NOW,
    });
    decideReview({ before, after, contract });
    renderFiles(after);
  }, 50);
  print('\nOne intent, warm, with review decision and YAML (target: 16 ms)');
  row(median(times), 'median');
  row(Math.max(...times), 'longest');
}

function repeat(work: () => void, runs = RUNS): number[] {
  return Array.from({ length: runs }, () => timed(work).ms);
}

const bench = benchEstate();
print(
  `${SERVICES} services × ${bench.contract.environments.length} environments with YAML (target: 2000 ms)`,
);
for (let run = 0; run < RUNS; run++) {
  whole(bench);
}
// Of the whole process: the estate and the compiler of TypeScript, in which the measurement runs, are part of it.
const peak = process.resourceUsage().maxRSS / 1024;
print(`${peak.toFixed(0).padStart(10)} MB  peak of memory (target: 400 MB)`);
changedDefault(bench);
phases(bench);
one(bench);
