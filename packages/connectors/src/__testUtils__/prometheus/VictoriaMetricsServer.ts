import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PromqlServer } from './PromqlServer';
import { ServedProgram } from './ServedProgram';
import { victoriaMetricsBinary } from './victoriaMetricsBinary';

const PREFIX = '/monitoring';
/** `name{labels} value seconds`. */
const SAMPLE = /^(.+ )(\d+)$/;

/** A real VictoriaMetrics, reachable on the loopback interface only; it collects nothing. */
export class VictoriaMetricsServer extends PromqlServer {
  static async create(): Promise<VictoriaMetricsServer> {
    return new VictoriaMetricsServer(
      await mkdtemp(path.join(os.tmpdir(), 'fairway-victoria-metrics-')),
    );
  }

  readonly #folder: string;
  readonly #program: ServedProgram;

  private constructor(folder: string) {
    super();
    this.#folder = folder;
    this.#program = new ServedProgram({
      name: 'VictoriaMetrics',
      file: victoriaMetricsBinary().victoriaMetrics ?? 'victoria-metrics',
      log: path.join(folder, 'victoria-metrics.log'),
      ready: `${PREFIX}/health`,
    });
  }

  get url(): string {
    return `http://${this.#program.address}${PREFIX}`;
  }

  /** @param flags - of its own, such as `-search.maxQueryLen=1KB` */
  async start(...flags: string[]): Promise<void> {
    await this.#program.start(address => [
      `-httpListenAddr=${address}`,
      `-http.pathPrefix=${PREFIX}`,
      `-storageDataPath=${path.join(this.#folder, 'data')}`,
      '-retentionPeriod=100y',
      '-memory.allowedBytes=256MB',
      '-loggerLevel=WARN',
      ...flags,
    ]);
  }

  async restart(...flags: string[]): Promise<void> {
    await this.#program.end();
    await this.start(...flags);
  }

  /** To be seen at once. */
  async addHistory(text: string): Promise<void> {
    const lines = text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      // Milliseconds, as in Prometheus' own text format.
      .map(line => line.replace(SAMPLE, '$1$2000'));
    await this.#post('/api/v1/import/prometheus', lines.join('\n'));
    // What was written a moment ago is not searched else.
    await this.#post('/internal/force_flush');
  }

  async stop(): Promise<void> {
    await this.#program.end();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #post(route: string, body?: string): Promise<void> {
    const answer = await fetch(`${this.url}${route}`, { method: 'POST', body });
    if (!answer.ok) {
      throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
    }
  }
}
