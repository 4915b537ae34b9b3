import type {
  DeliveryState,
  PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import type { WebhookConfig } from '../config';

/** What a source told of one state, before it is known which service it is about. */
export interface ReceivedFact {
  subject: {
    service?: string;
    environment?: string;
    /** Name of an Argo CD Application or a Flux Kustomization. */
    application?: string;
    /** Images that it is about; the one of the service counts. */
    images: string[];
  };
  state: DeliveryState;
  outcome: 'passed' | 'failed';
  /** ISO 8601; when it was received where the source says nothing. */
  at?: string;
  summary: string;
  url?: string;
  /** Commit of the desired state. */
  commit?: string;
  facts: Record<string, string | undefined>;
  /** Told only of work that goes on: the source waits for no end of what ends by itself. */
  ofLastingWork?: true;
}

/** What a parser may know beside the call. */
export interface ParserContext {
  contract: PlatformContract;
  config: WebhookConfig;
}

/** Reads the body of one source. */
export interface Parser {
  /** What it takes, for messages. */
  expects: string;
  /** @throws ZodError, or InputError in words, for what it cannot read */
  parse(body: unknown, context: ParserContext): ReceivedFact[];
}

const FIRST_MOMENT = Date.UTC(2000);

export const text = z.string().max(2000);
export const name = z.string().min(1).max(253);
/** Links are shown to people, so nothing but an address of the web is one. */
export const link = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .optional();
export const commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, {
  error: 'expected a whole commit id',
});
/** Programs that know no time often write the year 1 or 1970. */
export const moment = z.iso
  .datetime({ offset: true })
  .refine(at => Date.parse(at) >= FIRST_MOMENT, {
    error: 'expected a moment since 2000; leave out what is not known',
  });
/** As long as what is kept of it may be. */
export const image = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, {
    error: 'expected an image such as registry.example.com/app@sha256:…',
  });
