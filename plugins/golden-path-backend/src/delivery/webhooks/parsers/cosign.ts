import { InputError } from '@backstage/errors';
import { imageKey } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import { jsonOf, verified, type Verification } from '../dsse';
import type { Parser, ParserContext, ReceivedFact } from '../received';
import {
  imageOfSubject,
  readStatement,
  requireNoKeys,
  signedFacts,
} from './statements';

/** What attests that an image is signed; an SBOM or a report of vulnerabilities says nothing of the kind. */
const SIGNATURE_TYPE = 'https://sigstore.dev/cosign/sign/v1';
const PROVENANCE_TYPES = 'https://slsa.dev/provenance/';

/** What cosign signs of an image, and what `cosign verify` prints. */
const claimSchema = z.object({
  critical: z.object({
    identity: z.object({ 'docker-reference': z.string().max(500) }),
    image: z.object({
      'docker-manifest-digest': z.string().regex(/^sha256:[0-9a-f]{64}$/),
    }),
    type: z.string().max(200),
  }),
  optional: z
    .looseObject({
      Subject: z.string().max(1000).optional(),
      Issuer: z.string().max(1000).optional(),
    })
    .nullish(),
});

/** What `cosign download signature` prints. */
const downloadedSchema = z.object({
  Base64Signature: z.string().max(10_000),
  Payload: z.string().max(100_000),
});

/** Signatures of images. Of several of one image, as after a change of keys, one that counts is enough. */
export const cosign: Parser = {
  expects:
    'the output of "cosign verify" or "cosign download signature", or a Sigstore bundle with an attestation of a signature or of provenance',
  parse(body, context) {
    const items = Array.isArray(body) ? body.slice(0, 50) : [body];
    return settled(
      items.flatMap(item =>
        factsOf(z.record(z.string(), z.unknown()).parse(item), context),
      ),
    );
  },
};

/** Of each image what counts, and where nothing does one failure, the same in whatever order they come. */
function settled(facts: ReceivedFact[]): ReceivedFact[] {
  const byImage = new Map<string, ReceivedFact[]>();
  for (const fact of facts) {
    const key = fact.subject.images.map(imageKey).join();
    byImage.set(key, [...(byImage.get(key) ?? []), fact]);
  }
  return [...byImage.values()].flatMap(own => {
    const counting = own.filter(({ outcome }) => outcome === 'passed');
    return counting.length > 0
      ? counting
      : own.sort((a, b) => (a.summary < b.summary ? -1 : 1)).slice(0, 1);
  });
}

function factsOf(
  item: Record<string, unknown>,
  context: ParserContext,
): ReceivedFact[] {
  if ('critical' in item) {
    requireNoKeys(context);
    return factsOfClaim(item, 'no', context);
  }
  if ('Base64Signature' in item) {
    const { Base64Signature, Payload } = downloadedSchema.parse(item);
    const message = Buffer.from(Payload, 'base64');
    return factsOfClaim(
      jsonOf(message),
      verified({
        message,
        signatures: [Base64Signature],
        keys: context.config.publicKeys,
      }),
      context,
    );
  }
  const { statement, ...told } = readStatement(item, context);
  const { predicateType } = statement;
  if (
    predicateType !== SIGNATURE_TYPE &&
    !predicateType.startsWith(PROVENANCE_TYPES)
  ) {
    throw new InputError(
      `predicateType: expected ${SIGNATURE_TYPE} or ${PROVENANCE_TYPES}…, found ${predicateType}`,
    );
  }
  return signedFacts({
    images: statement.subject.map(imageOfSubject),
    verified: told.verified,
    what: 'Signed',
    facts: { predicate: predicateType },
    context,
  });
}

function factsOfClaim(
  claim: unknown,
  how: Verification,
  context: ParserContext,
): ReceivedFact[] {
  const { critical, optional } = claimSchema.parse(claim);
  const repository = critical.identity['docker-reference'].split('@')[0];
  return signedFacts({
    images: [`${repository}@${critical.image['docker-manifest-digest']}`],
    verified: how,
    identity: optional?.Subject,
    issuer: optional?.Issuer,
    what: 'Signed',
    context,
  });
}
