import type { IncomingHttpHeaders } from 'node:http';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  DELIVERY_SOURCES,
  type DeliverySource,
} from '@fairway/plugin-golden-path-common';
import { z, ZodError } from 'zod';
import type { Clock } from '@fairway/backend-kit';
import type { ContractService } from '../../services/ContractService';
import type { DeliveryStore } from '../../store/DeliveryStore';
import type { DeliveryConfig, WebhookConfig } from '../config';
import type { Intake } from '../Intake';
import {
  claimOf,
  digestOfCall,
  TIMESTAMP_WINDOW_MS,
  type Proof,
} from './authenticate';
import { AtOnce, CallRate, networkOf, TooManyCalls } from './CallRate';
import { parsers } from './parsers';
import type { ReceivedFact } from './received';
import { WebhookRefusal } from './refusal';

/** Senders that cannot date their calls try again for a day at most. */
const UNDATED_MS = 24 * 60 * 60_000;

/** Bodies that are read at once of an address which has forged as many calls as it may. */
const FORGED_AT_ONCE = 8;

const sourceSchema = z.enum(DELIVERY_SOURCES);

interface WebhooksOptions {
  auditor: AuditorService;
  clock: Clock;
  config: DeliveryConfig;
  contract: Pick<ContractService, 'current'>;
  intake: Intake;
  store: Pick<DeliveryStore, 'claimCall' | 'releaseCall'>;
}

/** One call of a webhook. */
export interface WebhookCall {
  source: string;
  headers: IncomingHttpHeaders;
  /** Where it came from, for the bound on calls and the audit. */
  address: string;
}

/** What is answered: how many events it told, and how many of them were known. */
export interface WebhookAnswer {
  services: string[];
  added: number;
  known: number;
}

/** A call whose sender is known. */
interface ProvenCall {
  source: DeliverySource;
  config: WebhookConfig;
  body: Buffer;
  proof: Proof;
}

/** Takes evidence from outside: who sent it, whether it came before, what it says, and which service it is about. */
export class Webhooks {
  static create(options: WebhooksOptions): Webhooks {
    return new Webhooks(options);
  }

  readonly #options: WebhooksOptions;
  readonly #rate: CallRate;
  readonly #reading = new AtOnce(FORGED_AT_ONCE);

  private constructor(options: WebhooksOptions) {
    this.#options = options;
    this.#rate = new CallRate(options.config.limits.perMinute);
  }

  /** Largest body, in bytes. */
  get bodyBytes(): number {
    return this.#options.config.limits.bodyBytes;
  }

  /**
   * @param readBody - reads the body, and rejects with a WebhookRefusal when it is too large
   * @throws WebhookRefusal, after an audit event
   */
  async receive(
    call: WebhookCall,
    readBody: () => Promise<Buffer>,
  ): Promise<WebhookAnswer> {
    const { auditor, clock } = this.#options;
    try {
      const { source, config, body, proof } = await this.#proven(
        call,
        readBody,
      );
      this.#rate.take({ caller: callerOf(call), now: clock.now() });
      const answer = await this.#taken({ source, config, body, proof });
      const event = await auditor.createEvent({
        eventId: 'delivery-webhook',
        meta: {
          source,
          scheme: proof.scheme,
          address: call.address,
          services: answer.services,
        },
      });
      await event.success({
        meta: { added: answer.added, known: answer.known },
      });
      return answer;
    } catch (error) {
      if (error instanceof WebhookRefusal) {
        await this.#auditRefusal(call, error);
      }
      throw error;
    }
  }

  /**
   * Only what fails is counted here, and with others that fail: whatever comes from an address, a call that shows who
   * sent it is taken. One that does not costs a look at its headers, or the reading of one body and its HMAC; of an
   * address that went on forging, few of those at once.
   */
  async #proven(
    call: WebhookCall,
    readBody: () => Promise<Buffer>,
  ): Promise<ProvenCall> {
    const { clock, config: configured } = this.#options;
    const caller = `unproven ${callerOf(call)}`;
    try {
      const { source, config } = this.#sourceOf(call);
      const { headers } = call;
      const now = clock.now();
      const { isProven, proofOf } = claimOf({ headers, config, now });
      const isFull =
        this.#rate.isUsedUp({ caller, now }) && this.#reading.isFull(caller);
      if (isFull && !isProven) {
        const { perMinute } = configured.limits;
        throw new TooManyCalls({ perMinute, isFirst: false });
      }
      const body = await this.#reading.run(caller, readBody);
      return { source, config, body, proof: proofOf(body) };
    } catch (error) {
      if (error instanceof WebhookRefusal) {
        this.#rate.take({ caller, now: clock.now() });
      }
      throw error;
    }
  }

  #sourceOf(call: WebhookCall): {
    source: DeliverySource;
    config: WebhookConfig;
  } {
    const { config } = this.#options;
    const parsed = sourceSchema.safeParse(call.source);
    if (!parsed.success) {
      throw new WebhookRefusal(
        'not-configured',
        `There is no such source; there are ${DELIVERY_SOURCES.join(', ')}.`,
      );
    }
    const own = config.webhooks.get(parsed.data);
    if (!own) {
      throw new WebhookRefusal(
        'not-configured',
        `The portal takes nothing from ${parsed.data} yet; set fairway.delivery.webhooks.${parsed.data}.secret, or its token, and start it anew. See docs/delivery.md.`,
      );
    }
    return { source: parsed.data, config: own };
  }

  async #taken(call: ProvenCall): Promise<WebhookAnswer> {
    const { clock, intake, store } = this.#options;
    const { source, proof } = call;
    const now = clock.now();
    const facts = await this.#parse(call);
    const digest = digestOfCall(call);
    const first = await store.claimCall({
      source,
      digest,
      now,
      until: now + (proof.dated ? 2 * TIMESTAMP_WINDOW_MS : UNDATED_MS),
    });
    if (!first && proof.dated) {
      throw new WebhookRefusal(
        'replayed',
        'This very call was received before, and nothing of it was taken again; sign each call anew.',
      );
    }
    try {
      const { services, added, known, unknown } = await intake.take(
        source,
        facts,
        { undated: !proof.dated },
      );
      if (services.length === 0 && unknown.length > 0) {
        throw new WebhookRefusal(
          'unknown-service',
          `It was understood, and ${unknown[0]}; nothing was recorded. Services are known once they are merged.`,
        );
      }
      return { services, added, known };
    } catch (error) {
      // What was not written may come again.
      await store.releaseCall({ source, digest });
      throw error;
    }
  }

  async #parse(call: ProvenCall): Promise<ReceivedFact[]> {
    const { contract } = await this.#options.contract.current();
    const parser = parsers[call.source];
    try {
      return parser.parse(JSON.parse(call.body.toString('utf8')), {
        contract,
        config: call.config,
      });
    } catch (error) {
      const what = wordsOf(error);
      if (what === undefined) {
        throw error;
      }
      throw new WebhookRefusal(
        'unparsable',
        `${what}. Expected ${parser.expects}.`,
      );
    }
  }

  async #auditRefusal(
    { source, address }: WebhookCall,
    error: WebhookRefusal,
  ): Promise<void> {
    if (error instanceof TooManyCalls && !error.isFirst) {
      return;
    }
    const event = await this.#options.auditor.createEvent({
      eventId: 'delivery-webhook-refused',
      severityLevel: 'medium',
      meta: { source: source.slice(0, 63), address, reason: error.reason },
    });
    await event.fail({ error });
  }
}

/** Sources do not take each other's share; what is no source has one of its own. */
function callerOf({ source, address }: WebhookCall): string {
  const known = sourceSchema.safeParse(source);
  return `${known.success ? known.data : 'none'} ${networkOf(address)}`;
}

/** Undefined for what is no fault of the body. */
function wordsOf(error: unknown): string | undefined {
  if (error instanceof SyntaxError) {
    return 'The body is no JSON';
  }
  if (error instanceof ZodError) {
    return error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
      .join('; ');
  }
  return error instanceof InputError ? error.message : undefined;
}
