import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import type { Persona } from './personas';

/** Header with the id of the chosen persona. @public */
export const PERSONA_HEADER = 'x-fairway-persona';

/** Signs in whoever the header names among the personas, as that user of the catalog with its real groups. */
export function createPersonaProvider(personas: ReadonlyMap<string, Persona>) {
  const authenticator = createProxyAuthenticator({
    defaultProfileTransform: async (persona: Persona) => ({
      profile: { displayName: persona.name },
    }),
    initialize() {},
    async authenticate({ req }) {
      const id = req.header(PERSONA_HEADER);
      if (!id) {
        throw new AuthenticationError(
          `No persona was chosen; send the header ${PERSONA_HEADER}`,
        );
      }
      const persona = personas.get(id);
      if (!persona) {
        throw new AuthenticationError(
          `There is no such persona; choose one of ${[...personas.keys()].join(
            ', ',
          )}`,
        );
      }
      return { result: persona };
    },
  });
  return createProxyAuthProviderFactory<Persona>({
    authenticator,
    signInResolver: ({ result }, context) =>
      context.signInWithCatalogUser({ entityRef: result.user }),
  });
}
