import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const personasSchema = z
  .array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/, {
        error: 'expected lower-case letters, digits and "-"',
      }),
      user: z.string().min(1),
      name: z.string().min(1),
    }),
  )
  .min(1, { error: 'expected at least one persona' });

/** Someone to sign in as. */
export interface Persona {
  /** What the header says. */
  id: string;
  /** Entity ref of the user in the catalog. */
  user: string;
  name: string;
}

/**
 * The personas of `fairway.demo.personas`, by id.
 *
 * @throws InputError that names the entry which is not one
 */
export function readPersonas(config: RootConfigService): Map<string, Persona> {
  const parsed = personasSchema.safeParse(
    config.getOptional('fairway.demo.personas') ?? [],
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `fairway.demo.personas${issue.path
        .map(part => `[${String(part)}]`)
        .join('')}: ${issue.message}`,
    );
  }
  const personas = new Map<string, Persona>();
  for (const { id, user, name } of parsed.data) {
    const ref = stringifyEntityRef(
      parseEntityRef(user, { defaultKind: 'user' }),
    );
    if (!ref.startsWith('user:')) {
      throw new InputError(
        `fairway.demo.personas: ${id} is ${ref}; name a user such as user:default/priya.engineer`,
      );
    }
    if (personas.has(id)) {
      throw new InputError(
        `fairway.demo.personas: the id ${id} is there twice`,
      );
    }
    personas.set(id, { id, user: ref, name });
  }
  return personas;
}
