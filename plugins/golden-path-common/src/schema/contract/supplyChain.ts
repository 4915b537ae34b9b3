import { z } from 'zod';
import { dnsLabel, groupRef, line } from '../scalars';

export const supplyChainSchema = z
  .strictObject({
    registries: z
      .array(
        z.strictObject({
          prefix: line(200).describe('Start of the image, ending in "/"'),
          teams: z
            .array(groupRef)
            .describe('Groups that may use it; all if absent')
            .optional(),
        }),
      )
      .describe('Registries whose images run'),
    signers: z
      .array(
        z.strictObject({
          name: dnsLabel.describe('Name in reports'),
          issuer: z
            .string()
            .startsWith('https://')
            .describe('Issuer of the identity'),
          subject: line(300).describe(
            'Identity that signs, such as a workflow',
          ),
        }),
      )
      .describe('Identities whose signatures count'),
    provenanceLevel: z
      .int()
      .min(0)
      .max(4)
      .describe('SLSA build level that production asks for'),
  })
  .describe('Whose images run');
