import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { envelopeSchema, openEnvelope, type Verification } from '../dsse';
import type { ParserContext, ReceivedFact } from '../received';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const statementSchema = z.object({
  _type: z.enum([
    'https://in-toto.io/Statement/v1',
    'https://in-toto.io/Statement/v0.1',
  ]),
  subject: z
    .array(
      z.object({
        name: z.string().max(500).optional(),
        digest: z.object({ sha256 }),
      }),
    )
    .min(1)
    .max(50),
  predicateType: z.string().max(300),
  predicate: z.unknown().optional(),
});

/** An in-toto statement. */
export type Statement = z.infer<typeof statementSchema>;

const bundleSchema = z.object({
  mediaType: z.string().startsWith('application/vnd.dev.sigstore.bundle'),
  dsseEnvelope: envelopeSchema,
});

/** A statement as it is, in a DSSE envelope, or in a Sigstore bundle. */
export function readStatement(
  body: Record<string, unknown>,
  context: ParserContext,
): { statement: Statement; verified: Verification } {
  if ('mediaType' in body && !('dsseEnvelope' in body)) {
    throw new InputError(
      'dsseEnvelope: the bundle holds a signature of bytes, which names no image; send the output of "cosign verify", or a bundle with an attestation',
    );
  }
  const envelope =
    'dsseEnvelope' in body
      ? bundleSchema.parse(body).dsseEnvelope
      : 'payload' in body && envelopeSchema.parse(body);
  if (!envelope) {
    requireNoKeys(context);
    return { statement: statementSchema.parse(body), verified: 'no' };
  }
  const { payload, verified } = openEnvelope(
    envelope,
    context.config.publicKeys,
  );
  return { statement: statementSchema.parse(payload), verified };
}

/**
 * Where keys are configured, what carries no signature is refused: leaving it out would be a way around them.
 *
 * @throws InputError
 */
export function requireNoKeys({ config }: ParserContext): void {
  if (config.publicKeys.length > 0) {
    throw new InputError(
      'signatures: there is none, and publicKeys are configured for this source',
    );
  }
}

/** One fact for each image that a signature is about. */
export function signedFacts(options: {
  images: string[];
  verified: Verification;
  /** Identity that signed, where it is told. */
  identity?: string;
  issuer?: string;
  /** `Signed`, `Provenance of builder X`. */
  what: string;
  at?: string;
  facts?: ReceivedFact['facts'];
  context: ParserContext;
}): ReceivedFact[] {
  const { images, verified, identity, issuer, what, context } = options;
  const { signers } = context.contract.supplyChain;
  const known = signers.find(
    signer =>
      signer.subject === identity &&
      (issuer ? signer.issuer === issuer : verified === 'yes'),
  );
  // A signature that a configured key proves may do without an identity; nothing else may.
  const stranger =
    signers.length > 0 &&
    !known &&
    (identity !== undefined || verified !== 'yes');
  const wrong = verified === 'wrong';
  const words = [
    what,
    wrong && 'its signature is not one of the configured keys',
    stranger && 'no identity whose signatures count in the contract',
    verified === 'no' && 'not verified here',
  ].filter(Boolean);
  return images.map(image => ({
    subject: { images: [image] },
    state: 'signed',
    outcome: wrong || stranger ? 'failed' : 'passed',
    at: options.at,
    summary: words.join('; '),
    facts: {
      ...options.facts,
      signer: known?.name ?? identity,
      issuer,
      verified: verified === 'yes' ? 'yes' : 'no',
    },
  }));
}

/** `name@sha256:…` of a subject; the name of a provenance may be any text. */
export function imageOfSubject(subject: Statement['subject'][number]): string {
  const digest = `sha256:${subject.digest.sha256}`;
  const named = (subject.name ?? '').replace(/^pkg:docker\//, '').split('@')[0];
  return /^[a-z0-9][A-Za-z0-9._:/-]*$/.test(named)
    ? `${named}@${digest}`
    : digest;
}
