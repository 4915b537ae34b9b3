import { verify, type KeyObject } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const base64 = z
  .string()
  .max(4_000_000)
  .regex(/^[A-Za-z0-9+/_-]*={0,2}$/, { error: 'expected base64' });

/** A DSSE envelope, in which in-toto statements are signed. */
export const envelopeSchema = z.object({
  payloadType: z.string().max(200),
  payload: base64,
  signatures: z
    .array(z.object({ sig: base64, keyid: z.string().max(500).optional() }))
    .max(20),
});

/** How a signature stands: without a configured key nobody here can tell. */
export type Verification = 'yes' | 'no' | 'wrong';

/** What is in an envelope, and whether one of these keys signed it. */
export function openEnvelope(
  envelope: z.infer<typeof envelopeSchema>,
  keys: readonly KeyObject[],
): { payload: unknown; verified: Verification } {
  const bytes = Buffer.from(envelope.payload, 'base64');
  const type = Buffer.from(envelope.payloadType);
  // What is signed is the type too, so that bytes of one kind never pass as those of another.
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${bytes.length} `),
    bytes,
  ]);
  return {
    payload: jsonOf(bytes),
    verified: verified({
      message: signed,
      signatures: envelope.signatures.map(({ sig }) => sig),
      keys,
    }),
  };
}

/** Whether one of the signatures, base64, is one of these keys over the message: Ed25519, or ECDSA with SHA-256. */
export function verified(options: {
  message: Buffer;
  signatures: readonly string[];
  keys: readonly KeyObject[];
}): Verification {
  const { message, signatures, keys } = options;
  if (keys.length === 0) {
    return 'no';
  }
  const right = signatures.some(signature =>
    keys.some(key => {
      try {
        return verify(
          key.asymmetricKeyType === 'ed25519' ? null : 'sha256',
          message,
          key,
          Buffer.from(signature, 'base64'),
        );
      } catch {
        return false;
      }
    }),
  );
  return right ? 'yes' : 'wrong';
}

/** @throws InputError */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new InputError('payload: expected JSON in base64');
  }
}
