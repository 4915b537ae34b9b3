import type { ConfigApi } from '@backstage/core-plugin-api';

/** Someone of the demo estate one can sign in as. */
export interface Persona {
  id: string;
  name: string;
  role: string;
  about: string;
}

/** The personas of the demo profile; none in any other profile. */
export function readPersonas(config: ConfigApi): Persona[] {
  return (config.getOptionalConfigArray('fairway.demo.personas') ?? []).map(
    persona => ({
      id: persona.getString('id'),
      name: persona.getString('name'),
      role: persona.getString('role'),
      about: persona.getString('about'),
    }),
  );
}

const KEY = 'fairway.persona';

/** Which persona this browser chose last; a reload stays signed in. */
export const chosenPersona = {
  get: () => window.localStorage.getItem(KEY) ?? undefined,
  set: (id: string) => window.localStorage.setItem(KEY, id),
  clear: () => window.localStorage.removeItem(KEY),
};
