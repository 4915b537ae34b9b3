import { PrometheusSliSource, type PrometheusFetch } from '@fairway/connectors';
import {
  readKubernetesQuickly,
  readKubernetesYaml,
} from '@fairway/plugin-golden-path-common';
import {
  alertWindowsFor,
  BURN_WINDOWS,
  readSloDocuments,
  rulesOf,
  statusOf,
  writeRuleFile,
  type Objective,
} from '@fairway/plugin-slo-common';
import { dump } from 'js-yaml';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  openMetrics,
  type HistorySeries,
} from '../packages/connectors/src/__testUtils__/prometheus/history';
import { whyNoPrometheus } from '../packages/connectors/src/__testUtils__/prometheus/prometheusBinaries';
import { PrometheusServer } from '../packages/connectors/src/__testUtils__/prometheus/PrometheusServer';
import { median, print, row, timed } from './measure';
import { published, run } from './published';

const RUNS = 5;
const AT = Date.parse('2026-11-18T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEP = 300;

/** One document of Sloth for each, as teams write them. */
function documentOf(index: number): string {
  const service = `service-${index}`;
  return `version: prometheus/v1
service: ${service}
labels:
  owner: team-${index % 50}
slos:
  - name: requests
    objective: 99.9
    description: Requests that are answered
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="${service}",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="${service}"}[{{.window}}]))
    alerting:
      name: ${service}-errors
      labels: { category: availability }
      annotations: { summary: Too many requests fail }
      page_alert: { labels: { severity: page } }
      ticket_alert: { labels: { severity: ticket } }
`;
}

function definitionsOf(files: { file: string; text: string }[]) {
  const { definitions, problems } = readSloDocuments({ files });
  if (problems.length > 0) {
    throw new Error(`A document cannot be read: ${problems[0].message}`);
  }
  return definitions;
}

function filesOf(count: number): { file: string; text: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    file: `service-${index}.yaml`,
    text: documentOf(index),
  }));
}

/** From 1,000 documents to the text of their rules. */
function rules(): void {
  const files = filesOf(1_000);
  const reading: number[] = [];
  const deriving: number[] = [];
  const writing: number[] = [];
  const dumping: number[] = [];
  const whole: number[] = [];
  let count = 0;
  for (let turn = 0; turn < RUNS; turn += 1) {
    const read = timed(() => definitionsOf(files));
    const derived = timed(() =>
      read.value.flatMap(definition => rulesOf(definition)),
    );
    const written = timed(() => writeRuleFile(derived.value));
    count = derived.value.flatMap(group => group.rules).length;
    reading.push(read.coreMs);
    deriving.push(derived.coreMs);
    writing.push(written.coreMs);
    whole.push(read.ms + derived.ms + written.ms);
    dumping.push(timed(() => dump({ groups: derived.value })).coreMs);
  }
  print(
    `1,000 documents of Sloth to ${count.toLocaleString(
      'en',
    )} rules, of the core where not said otherwise`,
  );
  row(median(whole), 'all of it by the clock (median; 1 s is allowed)');
  row(whole[0], 'all of it by the clock, the first time');
  row(median(reading), 'reading and checking the documents');
  row(median(deriving), 'deriving the rules');
  row(median(writing), 'writing them');
  row(median(dumping), 'js-yaml writing the same');
}

/** The YAML of 1,000 documents with the line of an objective, by the reader that is asked first and by the exact one. */
function reading(): void {
  const files = filesOf(1_000);
  const quick: number[] = [];
  const exact: number[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    quick.push(
      timed(() =>
        files.map(({ text }) => readKubernetesQuickly(text)?.lineOf('/slos/0')),
      ).coreMs,
    );
    exact.push(
      timed(() =>
        files.map(({ text }) =>
          readKubernetesYaml(text).documents[0].lineOf('/slos/0'),
        ),
      ).coreMs,
    );
  }
  print('\nReading the YAML of them with lines, of the core');
  row(quick[0], 'quickly, the first time');
  row(exact[0], `exactly, the first time: ${(exact[0] / quick[0]).toFixed(1)}`);
  row(median(quick), 'quickly (median)');
  row(median(exact), `exactly: ${(median(exact) / median(quick)).toFixed(1)}`);
}

/** The same in processes of their own: by the command line as it is published, and by Sloth where it is there. */
function processes(): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-bench-slo-'));
  try {
    const fairway = published(folder);
    const all = path.join(folder, 'all.yaml');
    const out = path.join(folder, 'rules.yaml');
    writeFileSync(
      all,
      filesOf(1_000)
        .map(({ text }) => text)
        .join('---\n'),
    );
    const ours = () =>
      run(
        process.execPath,
        [fairway, 'slo', 'generate', all, '--out', out],
        folder,
      );
    const theirs = () =>
      run('sloth', ['generate', '-i', all, '-o', out], folder);
    // Node keeps what it compiled for the next start.
    ours();
    const times: { ours: number[]; theirs: number[] } = {
      ours: [],
      theirs: [],
    };
    const bare: number[] = [];
    let missing: string | undefined;
    for (let turn = 0; turn < 2 * RUNS; turn += 1) {
      times.ours.push(timed(ours).ms);
      bare.push(timed(() => run(process.execPath, ['-e', '0'], folder)).ms);
      try {
        times.theirs.push(timed(theirs).ms);
      } catch (error) {
        missing = String(error).split('\n')[0];
      }
    }
    print('\nThe same in processes of their own, from start to end');
    row(median(times.ours), 'fairway slo generate (median)');
    row(median(bare), 'node that does nothing');
    if (missing === undefined) {
      row(
        median(times.theirs),
        `sloth generate: ${(median(times.theirs) / median(times.ours)).toFixed(
          2,
        )} times ours`,
      );
    } else {
      print(`           sloth is skipped: ${missing}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What 2,000 services counted over two hours, and what their rules recorded at the end. */
function historyOf(objectives: Objective[]): HistorySeries[] {
  return objectives.flatMap(({ id, service, recorded }, index) => {
    const failing = 0.0001 * (index % 40);
    const counter = (code: string, share: number): HistorySeries => ({
      metric: 'http_requests',
      type: 'counter',
      labels: { job: service, code },
      at: seconds => Math.round((seconds - AT / 1000 + 10_000) * 20 * share),
    });
    return [
      counter('200', 1 - failing),
      counter('500', failing),
      ...(recorded?.windows ?? []).map(
        (window): HistorySeries => ({
          metric: `slo:sli_error:ratio_rate${window}`,
          type: 'gauge',
          labels: {
            sloth_id: id,
            sloth_service: service,
            sloth_window: window,
          },
          at: seconds =>
            seconds * 1000 > AT - 5 * MINUTE ? failing : undefined,
        }),
      ),
    ];
  });
}

async function status(): Promise<void> {
  const reason = whyNoPrometheus();
  if (reason) {
    print(`Status from a real Prometheus is skipped: ${reason}`);
    return;
  }
  const objectives = definitionsOf(filesOf(2_000)).map(
    ({ objective }) => objective,
  );
  const server = await PrometheusServer.create();
  try {
    await server.addHistory(
      openMetrics({
        series: historyOf(objectives),
        from: AT - 2 * HOUR,
        to: AT,
        everySeconds: 60,
      }),
    );
    await server.start();
    print('\nStatus of 2,000 objectives from one Prometheus');
    await asked(server.url, objectives, 'recorded by rules');
    await asked(
      server.url,
      objectives.map(objective => ({ ...objective, recorded: undefined })),
      'from the expressions of the documents',
    );
  } finally {
    await server.stop();
  }
}

async function asked(
  url: string,
  objectives: Objective[],
  what: string,
): Promise<void> {
  let queries = 0;
  const counting: PrometheusFetch = (address, init) => {
    queries += 1;
    return fetch(address, init);
  };
  const source = PrometheusSliSource.create({
    settings: { id: 'bench', url, timeoutSeconds: 60, concurrency: 4 },
    fetch: counting,
  });
  const windows = alertWindowsFor(30 * 24 * 3600);
  const began = performance.now();
  const core = process.cpuUsage();
  const { readings, failures } = await source.ratios({
    objectives,
    windows: [
      ...new Set([
        ...BURN_WINDOWS,
        ...windows.flatMap(({ short, long }) => [short, long]),
      ]),
    ],
    at: AT,
  });
  const ratiosMs = performance.now() - began;
  const ratioQueries = queries;
  const answer = await source.slots({
    objectives,
    from: AT - HOUR,
    to: AT,
    stepSeconds: STEP,
  });
  const slotsMs = performance.now() - began - ratiosMs;
  const states = new Map<string, number>();
  for (const objective of objectives) {
    const { state } = statusOf({
      objective,
      windows,
      readings: readings.get(objective.id) ?? new Map(),
      slots: answer.slots.get(objective.id) ?? [],
      exclusions: [],
      now: AT,
      minimumEvents: 0,
    });
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(core);
  print(what);
  row(
    ms,
    `all of it in ${queries} queries; ${((user + system) / 1000).toFixed(
      0,
    )} ms of our core (60 s are allowed)`,
  );
  row(ratiosMs, `shares over seven windows, in ${ratioQueries} queries`);
  row(slotsMs, `an hour in slots, in ${queries - ratioQueries} queries`);
  row(ms - ratiosMs - slotsMs, 'state, budget and burn of each');
  const failed = [...failures, ...answer.failures];
  print(
    `           ${JSON.stringify(Object.fromEntries(states))}${
      failed.length > 0 ? `; failed: ${failed[0].message}` : ''
    }`,
  );
}

async function measured(): Promise<void> {
  reading();
  rules();
  processes();
  await status();
}

measured().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
