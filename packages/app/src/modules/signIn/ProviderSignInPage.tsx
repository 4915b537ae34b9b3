import { SignInPage } from '@backstage/core-components';
import {
  githubAuthApiRef,
  type ConfigApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { EmptyState } from '@fairway/ui';
import { oidcAuthApiRef } from './oidcAuthApi';

const known = [
  {
    id: 'oidc',
    title: 'Single sign-on',
    message: 'Sign in with your organization',
    apiRef: oidcAuthApiRef,
  },
  {
    id: 'github',
    title: 'GitHub',
    message: 'Sign in with GitHub',
    apiRef: githubAuthApiRef,
  },
];

/** The sign-in of a real installation: whichever providers the configuration names. */
export function ProviderSignInPage(
  props: SignInPageProps & { config: ConfigApi },
) {
  const { config, ...rest } = props;
  const configured = config.getOptionalConfig('auth.providers')?.keys() ?? [];
  const providers = known.filter(({ id }) => configured.includes(id));
  if (!providers.length) {
    return (
      <EmptyState
        title="Nobody can sign in yet"
        text="No sign-in provider is configured. Add auth.providers.oidc or auth.providers.github to the configuration and start again; docs/production.md shows how."
      />
    );
  }
  return (
    <SignInPage
      {...rest}
      auto={providers.length === 1}
      provider={providers.length === 1 ? providers[0] : undefined}
      providers={providers}
      title="Fairway"
      align="center"
    />
  );
}
