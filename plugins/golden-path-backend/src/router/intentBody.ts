import {
  MAX_ACCEPT_ON,
  serviceIntentSchema,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** An intent as a call brings it; what is in it is checked, in its own words, by whoever reads it. */
export const intentBody = z
  .record(z.string(), z.unknown())
  .describe('the service intent as JSON');

/** Services whose side of an agreement is added, or would be, together with the intent. */
export const acceptOn = otherSides();

/** Services whose side of an agreement is taken away, or would be, together with the intent. */
export const releaseOn = otherSides();

function otherSides() {
  return z
    .array(serviceIntentSchema.shape.metadata.shape.name)
    .max(MAX_ACCEPT_ON, {
      error: `expected at most ${MAX_ACCEPT_ON} services; add the others in requests of their own`,
    })
    .optional();
}
