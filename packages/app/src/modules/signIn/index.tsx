import {
  configApiRef,
  useApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApi } from './oidcAuthApi';
import { PersonaSignInPage } from './PersonaSignInPage';
import { readPersonas } from './personas';
import { ProviderSignInPage } from './ProviderSignInPage';

function FairwaySignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const personas = readPersonas(config);
  return personas.length ? (
    <PersonaSignInPage {...props} personas={personas} />
  ) : (
    <ProviderSignInPage {...props} config={config} />
  );
}

const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => FairwaySignInPage },
});

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, oidcAuthApi],
});
