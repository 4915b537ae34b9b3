import { InputError } from '@backstage/errors';
import type { GitAccess } from './Forge';

/** What git needs of our own environment to reach a host. */
const PASSED_ON = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];
const PROTOCOLS = new Set(['http:', 'https:', 'file:']);

/**
 * The environment of one git command that speaks to a host. Credentials travel here and nowhere else: not in
 * arguments, which every process of the machine may read, and not in the configuration of the repository.
 */
export function gitEnvironment(access: GitAccess): Record<string, string> {
  const { url, credentials } = access;
  const { protocol, origin } = checkedUrl(url);
  const settings: [string, string][] = [
    ['credential.helper', ''],
    ['protocol.allow', 'never'],
    [`protocol.${protocol.slice(0, -1)}.allow`, 'always'],
    // Credentials stay with the host that they were given for.
    ['http.followRedirects', 'false'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '30'],
    ...(credentials
      ? [
          [
            `http.${origin}/.extraHeader`,
            `Authorization: Basic ${Buffer.from(
              `${credentials.username}:${credentials.password}`,
            ).toString('base64')}`,
          ] satisfies [string, string],
        ]
      : []),
  ];
  return {
    ...Object.fromEntries(
      PASSED_ON.flatMap(name => {
        const value = process.env[name];
        return value ? [[name, value]] : [];
      }),
    ),
    GIT_CONFIG_COUNT: `${settings.length}`,
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** @throws InputError for addresses with credentials in them, and protocols that we do not speak. */
export function checkedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !PROTOCOLS.has(parsed.protocol)) {
    throw new InputError(
      'The address of the Git repository is no https address; check host, owner and repository in fairway.gitHost.',
    );
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new InputError(
      'The address of the Git repository holds credentials; move them to integrations and write the plain address.',
    );
  }
  return parsed;
}
