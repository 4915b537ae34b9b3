import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createSecureServer,
  type ServerOptions,
} from 'node:https';
import { text } from 'node:stream/consumers';

/** A query as the double sees it. */
export interface Asked {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  form: Record<string, string>;
}

type Reply = (asked: Asked, response: ServerResponse) => void;

/** An HTTP server on loopback that answers what a test tells it to, well or badly. */
export class PrometheusDouble {
  static async start(tls?: ServerOptions): Promise<PrometheusDouble> {
    const double = new PrometheusDouble(tls);
    await new Promise<void>(resolve => {
      double.#server.listen(0, '127.0.0.1', resolve);
    });
    return double;
  }

  readonly asked: Asked[] = [];
  /** The next replies, one after the other. */
  readonly next: Reply[] = [];
  /** After those. */
  reply: Reply = json(200, vector([]));
  readonly #server: Server;
  readonly #protocol: string;

  private constructor(tls?: ServerOptions) {
    const serve = async (
      request: Parameters<Parameters<typeof createServer>[1] & {}>[0],
      response: ServerResponse,
    ) => {
      const asked = {
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        form: Object.fromEntries(new URLSearchParams(await text(request))),
      };
      this.asked.push(asked);
      (this.next.shift() ?? this.reply)(asked, response);
    };
    this.#protocol = tls ? 'https' : 'http';
    this.#server = tls ? createSecureServer(tls, serve) : createServer(serve);
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The double has no port.');
    }
    return `${this.#protocol}://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

/** A reply with this body. */
export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Reply {
  return (_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What Prometheus says when it refuses. */
export function refusal(status: number, errorType: string, error: string) {
  return json(status, { status: 'error', errorType, error });
}

/** An answer to an instant query. */
export function vector(
  series: { labels: Record<string, string>; value: string }[],
  more: Record<string, unknown> = {},
) {
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: series.map(({ labels, value }) => ({
        metric: labels,
        value: [1_795_219_200.5, value],
      })),
    },
    ...more,
  };
}
