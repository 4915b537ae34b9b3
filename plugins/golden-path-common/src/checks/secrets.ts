import type { EnvironmentSettings } from '../settings';
import { escapeSegment } from '../json/pointer';
import type { Finding, PlatformContract } from '../model';
import type { SecretGrant } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { CheckOptions } from './options';
import { didYouMean } from '../words/nearest';
import { listOf } from '../words/phrases';

const TITLE = 'A secret is granted to the team, in the environment';
/** `${secrets.<name>.<key>}`; the braces may also hold something that is no reference at all. */
const REFERENCE = /\$\{secrets\.([^}]*)\}?/g;

interface Ask {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
  secret: string;
  keys: string[];
}

/**
 * Whether the contract grants every secret that the intent names: team × secret × environment × key; and whether
 * every reference in a variable names a secret and key that the intent asks for.
 * @public
 */
export function checkSecrets(options: CheckOptions): Finding[] {
  const { secrets = {} } = options.intent.spec;
  return [
    ...Object.entries(secrets).flatMap(([secret, { keys }]) =>
      checkGrant({ ...options, secret, keys }),
    ),
    ...checkReferences(options.intent),
  ];
}

function checkGrant(ask: Ask): Finding[] {
  const { intent, contract, settings, secret, keys } = ask;
  const { owner } = intent.metadata;
  const ofSecret = contract.secretGrants.filter(
    grant => grant.secret === secret,
  );
  const ofTeam = ofSecret.filter(grant => grant.team === owner);
  const ungranted: string[] = [];
  /** Environments in which a key is not granted, by key. */
  const withoutKey = new Map<string, string[]>();
  for (const { environment } of settings) {
    const grants = ofTeam.filter(grant =>
      grant.environments.includes(environment.name),
    );
    if (grants.length === 0) {
      ungranted.push(environment.name);
      continue;
    }
    for (const key of keys) {
      if (!grants.some(grant => grant.keys.includes(key))) {
        withoutKey.set(key, [...(withoutKey.get(key) ?? []), environment.name]);
      }
    }
  }
  return [
    ...(ungranted.length > 0
      ? [missingGrant({ ask, ofSecret, environments: ungranted })]
      : []),
    ...[...withoutKey].map(([key, environments]) =>
      missingKey({ ask, ofTeam, key, environments }),
    ),
  ];
}

function missingGrant(options: {
  ask: Ask;
  ofSecret: SecretGrant[];
  environments: string[];
}): Finding {
  const { ask, ofSecret, environments } = options;
  const { intent, contract, secret, keys } = ask;
  const { owner } = intent.metadata;
  const where = listOf(environments);
  const known =
    ofSecret.length > 0
      ? grantedElsewhere(ofSecret)
      : ` The contract grants no secret of this name to anyone.${didYouMean(
          secret,
          contract.secretGrants
            .filter(grant => grant.team === owner)
            .map(grant => grant.secret),
        )}`;
  return {
    ...deny({
      at: `/spec/secrets/${escapeSegment(secret)}`,
      message: `${owner} has no grant for the secret ${secret} in ${where}.${known}`,
      remedy: `Ask ${grantor(
        contract,
      )} for the grant "{ team: ${owner}, secret: ${secret}, environments: [${environments.join(
        ', ',
      )}], keys: [${keys.join(', ')}] }" in secretGrants of the contract`,
    }),
    environments,
  };
}

function grantedElsewhere(grants: SecretGrant[]): string {
  const rows = grants.map(
    grant => `${grant.team} in ${listOf(grant.environments)}`,
  );
  return ` It is granted to ${rows.join('; ')}.`;
}

function missingKey(options: {
  ask: Ask;
  ofTeam: SecretGrant[];
  key: string;
  environments: string[];
}): Finding {
  const { ask, ofTeam, key, environments } = options;
  const { intent, contract, secret, keys } = ask;
  const { owner } = intent.metadata;
  const granted = [...new Set(ofTeam.flatMap(grant => grant.keys))];
  return {
    ...deny({
      at: `/spec/secrets/${escapeSegment(secret)}/keys/${keys.indexOf(key)}`,
      message: `The grant of ${owner} for the secret ${secret} in ${listOf(
        environments,
      )} does not hold the key ${key}; it holds ${listOf(granted)}.${didYouMean(
        key,
        granted,
      )}`,
      remedy: `Ask for one of ${listOf(granted)}, or ask ${grantor(
        contract,
      )} to add ${key} to the grant`,
    }),
    environments,
  };
}

/** The group that answers for secrets: the layer that is about them, else the reviewers for security. */
function grantor(contract: PlatformContract): string {
  const layer =
    contract.layers.find(({ id, title }) =>
      `${id} ${title}`.toLowerCase().includes('secret'),
    ) ??
    contract.layers.find(({ id, title }) =>
      `${id} ${title}`.toLowerCase().includes('security'),
    );
  return (
    layer?.owner ??
    contract.approvals.reviewers.security?.groups[0] ??
    'the platform team'
  );
}

function checkReferences(intent: ServiceIntent): Finding[] {
  const { containers, environments } = intent.spec;
  const places: [string, Record<string, string> | undefined][] = [
    ...Object.entries(containers).map(
      ([name, { env }]): [string, typeof env] => [
        `/spec/containers/${name}/env`,
        env,
      ],
    ),
    ...environments.map(
      (
        environment,
        index,
      ): [string, Ask['intent']['spec']['containers'][string]['env']] => [
        `/spec/environments/${index}/env`,
        typeof environment === 'string' ? undefined : environment.env,
      ],
    ),
  ];
  return places.flatMap(([at, env]) =>
    Object.entries(env ?? {}).flatMap(([variable, value]) =>
      [...value.matchAll(REFERENCE)].flatMap(([text, inner]) =>
        checkReference({
          intent,
          text,
          inner,
          variable,
          at: `${at}/${variable}`,
        }),
      ),
    ),
  );
}

function checkReference(options: {
  intent: ServiceIntent;
  /** As it is written, with its braces. */
  text: string;
  inner: string;
  variable: string;
  at: string;
}): Finding[] {
  const { text, inner, variable, at } = options;
  const { secrets = {} } = options.intent.spec;
  const cut = inner.indexOf('.');
  const secret = inner.slice(0, cut);
  const key = inner.slice(cut + 1);
  if (!text.endsWith('}') || cut < 1 || key === '') {
    return [
      deny({
        at,
        message: `${variable} holds "${text}", which does not name a secret and a key.`,
        remedy: 'Write "${secrets.<name>.<key>}"',
      }),
    ];
  }
  const asked = Object.hasOwn(secrets, secret) ? secrets[secret] : undefined;
  if (!asked) {
    return [
      deny({
        at,
        message: `${variable} uses the secret ${secret}, which the intent does not ask for.${didYouMean(
          secret,
          Object.keys(secrets),
        )}`,
        remedy: `Add "${secret}: { keys: [${key}] }" to "secrets"`,
      }),
    ];
  }
  if (!asked.keys.includes(key)) {
    return [
      deny({
        at,
        message: `${variable} uses the key ${key} of the secret ${secret}, and the intent asks for ${listOf(
          asked.keys,
        )}.${didYouMean(key, asked.keys)}`,
        remedy: `Add "${key}" to "keys" of the secret ${secret}`,
      }),
    ];
  }
  return [];
}

function deny(finding: Pick<Finding, 'at' | 'message' | 'remedy'>): Finding {
  return {
    policy: 'secret-grant',
    title: TITLE,
    severity: 'deny',
    ...finding,
  };
}
