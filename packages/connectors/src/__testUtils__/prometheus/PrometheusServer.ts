import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { prometheusBinaries } from './prometheusBinaries';
import { PromqlServer } from './PromqlServer';
import { ServedProgram } from './ServedProgram';

const run = promisify(execFile);

const PREFIX = '/prometheus';
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A real Prometheus with a history of its own, reachable on the loopback interface only; it collects nothing. */
export class PrometheusServer extends PromqlServer {
  static async create(): Promise<PrometheusServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-prometheus-'));
    const server = new PrometheusServer(folder);
    await mkdir(server.#data);
    return server;
  }

  readonly #folder: string;
  readonly #program: ServedProgram;

  private constructor(folder: string) {
    super();
    this.#folder = folder;
    this.#program = new ServedProgram({
      name: 'Prometheus',
      file: prometheusBinaries().prometheus ?? 'prometheus',
      log: path.join(folder, 'prometheus.log'),
      ready: `${PREFIX}/-/ready`,
    });
  }

  get url(): string {
    return `http://${this.#program.address}${PREFIX}`;
  }

  get #data(): string {
    return path.join(this.#folder, 'data');
  }

  /** To be seen after a start. */
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

  /** @param rules - a rule file that it loads */
  async start(rules?: string): Promise<void> {
    const ruleFiles = rules ? [await this.#write('rules.yaml', rules)] : [];
    const config = await this.#write(
      'prometheus.yaml',
      JSON.stringify({
        global: { evaluation_interval: '1s' },
        rule_files: ruleFiles,
      }),
    );
    await this.#program.start(address => [
      `--config.file=${config}`,
      `--storage.tsdb.path=${this.#data}`,
      '--storage.tsdb.retention.time=100y',
      // What was filled in stays as it is.
      '--storage.tsdb.min-block-duration=2h',
      '--storage.tsdb.max-block-duration=2h',
      `--web.listen-address=${address}`,
      `--web.external-url=http://${address}${PREFIX}`,
      '--log.level=warn',
    ]);
  }

  async restart(rules?: string): Promise<void> {
    await this.#program.end();
    await this.start(rules);
  }

  async stop(): Promise<void> {
    await this.#program.end();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #write(name: string, text: string): Promise<string> {
    const file = path.join(this.#folder, name);
    await writeFile(file, text);
    return file;
  }
}
