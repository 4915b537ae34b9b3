import { escapeSegment } from '../../json/pointer';
import { envName, secretKey } from '../../schema/scalars';
import { entryOf, itemsAt } from '../read';
import type { Draft } from '../draft';
import type { ImportPlace } from '../model';
import { placeOf, type ImportSource } from '../report';
import { holdsSecret, isSecretName } from '../secretLook';
import { scoreParts } from './placeholders';
import { meaningOf, type ResourceMeaning } from './resourceTypes';
import type { ScoreWorkload } from './schema';

interface Options {
  draft: Draft;
  workload: ScoreWorkload;
  source: ImportSource;
  /** Ports of the other workloads that are imported with this one, by name. */
  ports: ReadonlyMap<string, number | undefined>;
}

/** Carries the variables of a container over, with each placeholder as what an intent knows. */
export function draftScoreVariables(
  options: Options,
  place: { container: string; to: string },
): void {
  const { draft, workload, source } = options;
  const variables = workload.containers[place.container].variables ?? {};
  for (const [name, text] of Object.entries(variables)) {
    const at = `/containers/${place.container}/variables/${escapeSegment(
      name,
    )}`;
    const line = placeOf(source, at);
    if (!envName.safeParse(name).success) {
      draft.leaveOut(
        `variable ${name}`,
        'names of variables are upper-case letters, digits and "_"',
        line,
      );
      continue;
    }
    const values = scoreParts(text).map(
      (part): Value => ('text' in part ? part : valueOf(options, part)),
    );
    const missing = values.find(each => 'why' in each);
    if (missing && 'why' in missing) {
      draft.leaveOut(`variable ${name}`, missing.why, line);
      continue;
    }
    const written = values
      .map(value => ('text' in value ? value.text : ''))
      .join('');
    const plain = values.every(value => !('secret' in value));
    if (
      (plain && isSecretName(name) && written !== '') ||
      holdsSecret(written)
    ) {
      hideInVault(options, { name, to: place.to, line });
      continue;
    }
    for (const value of values) {
      if ('secret' in value && value.secret) {
        needSecret(draft, value.secret, line);
      }
    }
    draft.set(`${place.to}/env/${name}`, written, line);
    if (values.some(value => 'secret' in value)) {
      draft.changes(
        `variable ${name}`,
        'what a resource gives comes from the vault, so that it may differ from environment to environment',
        line,
      );
    }
  }
}

/** A value that looks like a secret stays out of Git. */
function hideInVault(
  { draft }: Options,
  options: { name: string; to: string; line: ImportPlace },
): void {
  const { name, to, line } = options;
  const secret = `${draft.name}-env`;
  const key = name.toLowerCase().replaceAll('_', '-');
  needSecret(draft, { name: secret, key }, line);
  draft.set(`${to}/env/${name}`, `\${secrets.${secret}.${key}}`, line);
  draft.changes(
    `variable ${name}`,
    `its value holds what looks like a secret and does not belong in Git: put it into the vault as ${secret}, key ${key}, and change it, as it was readable here`,
    line,
  );
}

/** What a placeholder becomes, or why it becomes nothing. */
interface Written {
  text: string;
  secret?: { name: string; key: string };
}
type Value = Written | { why: string };

function valueOf(
  { draft, workload, ports }: Options,
  { path, whole }: { path: string[]; whole: string },
): Value {
  const [root, name = '', ...rest] = path;
  const key = rest.join('.');
  if (root === 'metadata' && name === 'name') {
    return { text: draft.name };
  }
  if (root === 'metadata') {
    const value: unknown = workload.metadata[name];
    return typeof value === 'string' && rest.length === 0
      ? { text: value }
      : { why: `${whole} names no text of the metadata` };
  }
  const resource = entryOf(workload.resources ?? {}, name);
  if (root !== 'resources' || !resource) {
    return { why: `${whole} names nothing in the workload` };
  }
  const meaning = meaningOf(name, resource);
  return ofResource(meaning, { key, whole, ports });
}

function ofResource(
  meaning: ResourceMeaning,
  options: {
    key: string;
    whole: string;
    ports: ReadonlyMap<string, number | undefined>;
  },
): Value {
  const { key, whole, ports } = options;
  switch (meaning.kind) {
    case 'service': {
      if (/^(host|hostname|name)$/.test(key)) {
        return { text: meaning.name };
      }
      const port = ports.get(meaning.name);
      return key === 'port' && port !== undefined
        ? { text: String(port) }
        : {
            why: `${whole} is not known: ${meaning.name} is not among the workloads`,
          };
    }
    case 'resource':
    case 'topic':
      return secretKey.safeParse(key).success
        ? {
            text: `\${secrets.${meaning.name}.${key}}`,
            secret: { name: meaning.name, key },
          }
        : { why: `${whole} names no output of the resource` };
    case 'environment':
      return {
        why: `${whole} differs from environment to environment; state it under "environments"`,
      };
    default:
      return { why: `${whole} is given by the platform under another name` };
  }
}

function needSecret(
  draft: Draft,
  secret: { name: string; key: string },
  place: { file: string; line: number },
): void {
  const at = `/spec/secrets/${secret.name}`;
  const known = itemsAt(draft.get(`${at}/keys`));
  if (known.length === 0) {
    draft.ask({
      at,
      question: `Is what connects to ${secret.name} in the vault, and granted to the team?`,
      value: secret.name,
      basis: 'evidence',
      from: 'placeholders of the variables',
    });
  }
  draft.set(`${at}/keys`, [...new Set([...known, secret.key])], place);
}
