import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PrometheusRule } from '@fairway/plugin-slo-common';
import { openMetrics, type HistorySeries } from './history';
import { prometheusBinaries } from './prometheusBinaries';

const run = promisify(execFile);

const STARTS = 3;
const START_TRIES = 300;
const START_PAUSE_MS = 100;
const PREFIX = '/prometheus';
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A real Prometheus with a history of its own, reachable on the loopback interface only; it collects nothing. */
export class PrometheusServer {
  static async create(): Promise<PrometheusServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-prometheus-'));
    const server = new PrometheusServer(folder);
    await mkdir(server.#data);
    return server;
  }

  readonly #folder: string;
  #child?: ChildProcess;
  #port = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}${PREFIX}`;
  }

  get #data(): string {
    return path.join(this.#folder, 'data');
  }

  /** Adds samples, in the text format of OpenMetrics; to be seen after a start. */
  async addHistory(text: string): Promise<void> {
    const file = await this.#write('history.txt', text);
    const { promtool = 'promtool' } = prometheusBinaries();
    await run(
      promtool,
      [
        ...['tsdb', 'create-blocks-from', '--max-block-duration=240h'],
        ...['openmetrics', file, this.#data],
      ],
      { maxBuffer: MAX_OUTPUT_BYTES },
    );
  }

  /**
   * Adds what recording rules would have written, computed by itself; while it runs, to be seen after a restart. What
   * they compute from each other is left out.
   */
  async addRecordings(options: {
    rules: PrometheusRule[];
    from: number;
    to: number;
    everySeconds: number;
  }): Promise<void> {
    const { from, to, everySeconds } = options;
    const series: HistorySeries[] = [];
    for (const rule of options.rules) {
      if (!('record' in rule)) {
        continue;
      }
      const { data } = await this.get(
        `/query_range?${new URLSearchParams({
          query: rule.expr,
          start: `${from / 1000}`,
          end: `${to / 1000}`,
          step: `${everySeconds}`,
        })}`,
      );
      for (const { metric, values } of data.result) {
        const points = new Map<number, string>(values);
        const { __name__, ...labels } = metric;
        series.push({
          metric: rule.record,
          type: 'gauge',
          labels: { ...labels, ...rule.labels },
          at: seconds => points.get(seconds),
        });
      }
    }
    await this.addHistory(openMetrics({ series, from, to, everySeconds }));
  }

  /** @param rules - a rule file that it loads */
  async start(rules?: string): Promise<void> {
    const { prometheus = 'prometheus' } = prometheusBinaries();
    const ruleFiles = rules ? [await this.#write('rules.yaml', rules)] : [];
    const config = await this.#write(
      'prometheus.yaml',
      JSON.stringify({
        global: { evaluation_interval: '1s' },
        rule_files: ruleFiles,
      }),
    );
    for (let attempt = 1; ; attempt += 1) {
      // Asked for at the last moment, and another one where somebody else was given it all the same.
      this.#port = await freePort();
      const log = path.join(this.#folder, 'prometheus.log');
      const child = spawn(
        '/bin/sh',
        [
          ...['-c', 'log="$1"; shift; exec "$@" >"$log" 2>&1', 'sh', log],
          prometheus,
          `--config.file=${config}`,
          `--storage.tsdb.path=${this.#data}`,
          '--storage.tsdb.retention.time=100y',
          // What was filled in stays as it is.
          '--storage.tsdb.min-block-duration=2h',
          '--storage.tsdb.max-block-duration=2h',
          `--web.listen-address=127.0.0.1:${this.#port}`,
          `--web.external-url=${this.url}`,
          '--log.level=warn',
        ],
        { stdio: 'ignore' },
      );
      this.#child = child;
      if (await this.#isReady(child)) {
        return;
      }
      const ended = child.exitCode !== null;
      await this.#end();
      if (attempt === STARTS || !ended) {
        throw new Error(
          `Prometheus does not answer: ${await readFile(log, 'utf8')}`,
        );
      }
    }
  }

  async restart(rules?: string): Promise<void> {
    await this.#end();
    await this.start(rules);
  }

  async stop(): Promise<void> {
    await this.#end();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What it answers itself: the values of all series, `at` in epoch milliseconds. */
  async valuesOf(expr: string, at: number): Promise<number[]> {
    const query = new URLSearchParams({ query: expr, time: `${at / 1000}` });
    const { data, error } = await this.get(`/query?${query}`);
    if (error) {
      throw new Error(`${expr}: ${error}`);
    }
    return data.result.map(({ value }: { value: [number, string] }) =>
      Number(value[1]),
    );
  }

  /** The one value that it answers. */
  async valueOf(expr: string, at: number): Promise<number> {
    const values = await this.valuesOf(expr, at);
    if (values.length !== 1) {
      throw new Error(`${expr}: ${values.length} series`);
    }
    return values[0];
  }

  /** Its API, below `/api/v1`. */
  async get(route: string) {
    const answer = await fetch(`${this.url}/api/v1${route}`);
    return answer.json();
  }

  async #isReady(child: ChildProcess): Promise<boolean> {
    for (let attempt = 1; attempt <= START_TRIES; attempt += 1) {
      if (child.exitCode !== null) {
        return false;
      }
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (answer?.ok) {
        return true;
      }
      await wait(START_PAUSE_MS);
    }
    return false;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => {
        child.once('exit', resolve);
      });
      child.kill('SIGTERM');
      await Promise.race([
        ended,
        wait(10_000, undefined, { ref: false }).then(() =>
          child.kill('SIGKILL'),
        ),
      ]);
    }
  }

  async #write(name: string, text: string): Promise<string> {
    const file = path.join(this.#folder, name);
    await writeFile(file, text);
    return file;
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') {
    throw new Error('The loopback interface gave no port');
  }
  return address.port;
}
