import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { moment, type Parser } from '../received';
import { imageOfSubject, readStatement, signedFacts } from './statements';

const uri = z.string().max(1000);

/** Both versions that builders write. */
const predicateSchema = z.union([
  z
    .object({
      buildDefinition: z.object({ buildType: uri.optional() }).optional(),
      runDetails: z.object({
        builder: z.object({ id: uri }),
        metadata: z
          .object({
            invocationId: uri.optional(),
            finishedOn: moment.optional(),
          })
          .optional(),
      }),
    })
    .transform(({ runDetails }) => ({
      builder: runDetails.builder.id,
      at: runDetails.metadata?.finishedOn,
      run: runDetails.metadata?.invocationId,
    })),
  z
    .object({
      builder: z.object({ id: uri }),
      metadata: z
        .object({
          buildInvocationId: uri.optional(),
          buildFinishedOn: moment.optional(),
        })
        .optional(),
    })
    .transform(({ builder, metadata }) => ({
      builder: builder.id,
      at: metadata?.buildFinishedOn,
      run: metadata?.buildInvocationId,
    })),
]);

/** SLSA provenance: an in-toto statement, as it is or in a DSSE envelope. */
export const slsa: Parser = {
  expects:
    'an in-toto statement with SLSA provenance, as it is, in a DSSE envelope or in a Sigstore bundle',
  parse(body, context) {
    const record = z.record(z.string(), z.unknown()).parse(body);
    const { statement, verified } = readStatement(record, context);
    if (!statement.predicateType.startsWith('https://slsa.dev/provenance/')) {
      throw new InputError(
        `predicateType: expected https://slsa.dev/provenance/v1, found ${statement.predicateType}`,
      );
    }
    const { builder, at, run } = predicateSchema.parse(statement.predicate);
    return signedFacts({
      images: statement.subject.map(imageOfSubject),
      verified,
      identity: builder,
      what: 'Provenance of the build',
      at,
      facts: { builder, run },
      context,
    });
  },
};
