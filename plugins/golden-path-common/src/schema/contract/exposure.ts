import { z } from 'zod';
import { DATA_CLASSIFICATIONS, EXPOSURES } from '../intent';
import { dnsLabel, line } from '../scalars';

export const exposurePolicySchema = z
  .strictObject({
    required: z
      .array(
        z.strictObject({
          id: dnsLabel.describe('Name in reports'),
          title: line(80).describe('What is asked for, for people'),
          requires: z
            .string()
            .startsWith('/')
            .describe(
              'JSON pointer to the part of the intent that states it; given by the platform if absent',
            )
            .optional(),
          derived: line(60)
            .regex(/^[A-Z][A-Za-z0-9]*$/, {
              error: 'expected a kind such as Certificate',
            })
            .describe(
              'Kind of a derived object that meets it, in each environment',
            )
            .optional(),
          why: line(300).describe('Why it is asked for'),
        }),
      )
      .describe('What a public service has to show'),
  })
  .describe('On which terms a service may be public');

export const dataClassificationsSchema = z
  .record(
    z.enum(DATA_CLASSIFICATIONS),
    z.strictObject({
      title: line(60).describe('Name for people'),
      meaning: line(300).describe('Which data, and what its loss means'),
      exposures: z
        .array(z.enum(EXPOSURES))
        .min(1)
        .describe('How services with such data may be exposed'),
    }),
  )
  .describe('What may be exposed how, by class of data');
