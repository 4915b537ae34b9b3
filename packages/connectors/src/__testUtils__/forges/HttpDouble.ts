import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';

/** A call as the routes of a double see it. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** Parts of the path that the route names. */
  params: Record<string, string>;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (call: Call) => Answer | Promise<Answer>;

/** What goes wrong with a call: another answer, none at all, or one that is lost after the work was done. */
export type Fault = Answer | 'no answer' | 'lost answer';

interface PlannedFault {
  method: string;
  path: RegExp;
  fault: Fault;
}

/** An HTTP server on loopback that answers JSON by routes, notes who called, and fails when told to. */
export class HttpDouble {
  readonly calls: { method: string; path: string; token?: string }[] = [];
  readonly #routes: { method: string; pattern: RegExp; handler: Handler }[] =
    [];
  readonly #faults: PlannedFault[] = [];
  readonly #server: Server;
  #turn: Promise<unknown> = Promise.resolve();
  /** Takes calls before the routes do. @returns whether it did. */
  before?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<boolean>;
  /** An answer that stands in the way of all routes, e.g. a 401. */
  guard?: (call: Call) => Answer | undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(`The double failed: ${error}`);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The double has no port.');
    }
    return `127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  /** `path` is a pattern such as `/repos/:owner/:repo/pulls`. */
  route(method: string, path: string, handler: Handler): void {
    const pattern = new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    this.#routes.push({ method, pattern, handler });
  }

  /** The next call of this kind goes wrong; several are taken one after the other. */
  fail(method: string, path: RegExp, ...faults: Fault[]): void {
    this.#faults.push(...faults.map(fault => ({ method, path, fault })));
  }

  /** How often something was called. */
  count(method: string, path: RegExp): number {
    return this.calls.filter(
      call => call.method === method && path.test(call.path),
    ).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://double');
    const fault = this.#faultOf(method, url.pathname);
    this.calls.push({
      method,
      path: url.pathname,
      token: headers.authorization?.replace(/^(?:bearer|token) /i, ''),
    });
    if (fault === 'no answer') {
      request.resume();
      return;
    }
    if (typeof fault === 'object') {
      request.resume();
      send(response, fault);
      return;
    }
    if (await this.before?.(request, response)) {
      return;
    }
    const answer = await this.#answer({
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: bodyOf(await text(request)),
      params: {},
    });
    if (fault === 'lost answer') {
      request.socket.destroy();
      return;
    }
    send(response, answer);
  }

  async #answer(call: Call): Promise<Answer> {
    const refusal = this.guard?.(call);
    if (refusal) {
      return refusal;
    }
    for (const { method, pattern, handler } of this.#routes) {
      const match = method === call.method && pattern.exec(call.path);
      if (match) {
        const params = Object.entries(match.groups ?? {}).map(
          ([name, value]) => [name, decodeURIComponent(value)],
        );
        // One after the other, as transactions of a real host would be.
        const turn = this.#turn.then(() =>
          handler({ ...call, params: Object.fromEntries(params) }),
        );
        this.#turn = turn.catch(() => {});
        return turn;
      }
    }
    return { status: 404, body: { message: 'Not Found' } };
  }

  #faultOf(method: string, path: string): Fault | undefined {
    const index = this.#faults.findIndex(
      planned => planned.method === method && planned.path.test(path),
    );
    return index < 0 ? undefined : this.#faults.splice(index, 1)[0].fault;
  }
}

function bodyOf(sent: string): Record<string, unknown> {
  return sent === '' ? {} : JSON.parse(sent);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    ...answer.headers,
  });
  response.end(
    answer.body === undefined ? undefined : JSON.stringify(answer.body),
  );
}

/** A page of rows with the headers that lead to the next, as GitHub and GitLab give them. */
export function pageOf<T>(
  call: Call,
  rows: T[],
): { rows: T[]; headers: Record<string, string> } {
  const page = Number(call.query.get('page') ?? 1);
  const size = Number(call.query.get('per_page') ?? 30);
  const next = new URLSearchParams(call.query);
  next.set('page', `${page + 1}`);
  const more = rows.length > page * size;
  return {
    rows: rows.slice((page - 1) * size, page * size),
    headers: {
      'x-page': `${page}`,
      'x-per-page': `${size}`,
      'x-next-page': more ? `${page + 1}` : '',
      ...(more && {
        link: `<http://${call.headers.host}${call.path}?${next}>; rel="next"`,
      }),
    },
  };
}
