import { escapeSegment, isRecord } from '../../json/pointer';
import { envName, secretKey } from '../../schema/scalars';
import type { Draft } from '../draft';
import { isName } from '../names';
import {
  entryOf,
  itemsAt,
  mappingAt,
  scalarAt,
  textAt,
  textsAt,
} from '../read';
import { placeOf, type ImportSource } from '../report';
import { holdsSecret, isSecretName } from '../secretLook';
import type { Folder, Workload } from './folder';
import type { PodContainer } from './pod';

/** What a variable is drafted from. */
interface Variables {
  draft: Draft;
  folder: Folder;
  workload: Workload;
  source: ImportSource;
  /** The variables in the draft: `/spec/containers/app/env`. */
  to: string;
}

/** Carries the variables of a container over; gives their names. */
export function draftVariables(
  options: Omit<Variables, 'to' | 'source'> & {
    container: PodContainer;
    at: string;
  },
): string[] {
  const { container, at, workload } = options;
  const variables: Variables = {
    ...options,
    source: workload.manifest,
    to: `${at}/env`,
  };
  itemsAt(container.value, '/envFrom').forEach((value, index) =>
    carryAll(variables, value, `${container.at}/envFrom/${index}`),
  );
  const stated = itemsAt(container.value, '/env');
  const names = stated.map(value => textAt(value, '/name'));
  stated.forEach((value, index) => {
    const place = `${container.at}/env/${index}`;
    if (names.lastIndexOf(names[index]) > index) {
      options.draft.leaveOut(
        `variable ${names[index]}, the first of several`,
        'it is stated again below, and the last one counts',
        placeOf(variables.source, place),
      );
    } else {
      carryOne(variables, value, place);
    }
  });
  withoutBroken(variables, container);
  return Object.keys(mappingAt(options.draft.get(variables.to)));
}

function carryOne(variables: Variables, value: unknown, at: string): void {
  const { draft, folder, workload, source } = variables;
  const name = textAt(value, '/name');
  if (name === undefined) {
    return;
  }
  const from = mappingAt(value, '/valueFrom');
  const place = placeOf(source, at);
  if (isRecord(from.secretKeyRef)) {
    setSecret(variables, {
      name,
      secret: textAt(from, '/secretKeyRef/name'),
      key: textAt(from, '/secretKeyRef/key'),
      at,
    });
  } else if (isRecord(from.configMapKeyRef)) {
    const map = textAt(from, '/configMapKeyRef/name') ?? '';
    const key = textAt(from, '/configMapKeyRef/key') ?? '';
    const found = folder.find('ConfigMap', workload.namespace, map);
    const text = entryOf(textsAt(found?.object, '/data'), key);
    if (text === undefined) {
      draft.leaveOut(
        `variable ${name}`,
        `comes from ${key} of the ConfigMap ${map}, which is not among the manifests`,
        place,
      );
    } else {
      setText(variables, { name, text, at, map });
    }
  } else if (Object.keys(from).length > 0) {
    draft.leaveOut(
      `variable ${name}`,
      `comes from ${Object.keys(from)[0]}, which an intent does not know`,
      place,
    );
  } else {
    setText(variables, { name, text: scalarAt(value, '/value') ?? '', at });
  }
}

/** Every key of a ConfigMap or a Secret. */
function carryAll(variables: Variables, value: unknown, at: string): void {
  const { draft, folder, workload, source } = variables;
  const prefix = textAt(value, '/prefix') ?? '';
  const map = textAt(value, '/configMapRef/name');
  const secret = textAt(value, '/secretRef/name');
  if (map !== undefined) {
    const found = folder.find('ConfigMap', workload.namespace, map);
    for (const [key, text] of Object.entries(textsAt(found?.object, '/data'))) {
      setText(variables, { name: `${prefix}${key}`, text, at, map });
    }
    if (!found) {
      draft.leaveOut(
        `variables of the ConfigMap ${map}`,
        'it is not among the manifests',
        placeOf(source, at),
      );
    }
  }
  if (secret !== undefined) {
    const keys = keysOfSecret(folder, workload.namespace, secret);
    for (const key of keys) {
      setSecret(variables, { name: `${prefix}${key}`, secret, key, at });
    }
    if (keys.length === 0) {
      draft.leaveOut(
        `variables of the Secret ${secret}`,
        'its keys are not among the manifests; an intent names each key that it needs',
        placeOf(source, at),
      );
    }
  }
}

/** Keys that a Secret has, by itself or by what fills it; values are never read. */
export function keysOfSecret(
  folder: Folder,
  namespace: string,
  name: string,
): string[] {
  const secret = folder.find('Secret', namespace, name)?.object;
  const keys = [
    ...Object.keys(mappingAt(secret, '/data')),
    ...Object.keys(mappingAt(secret, '/stringData')),
  ];
  for (const { object } of folder.ofKind('ExternalSecret')) {
    const target = textAt(object, '/spec/target/name') ?? object.metadata.name;
    if (target === name) {
      keys.push(
        ...itemsAt(object, '/spec/data').flatMap(
          item => textAt(item, '/secretKey') ?? [],
        ),
      );
    }
  }
  const sealed = folder.find('SealedSecret', namespace, name)?.object;
  keys.push(...Object.keys(mappingAt(sealed, '/spec/encryptedData')));
  return [...new Set(keys)];
}

function setText(
  variables: Variables,
  options: {
    name: string;
    text: string;
    at: string;
    /** ConfigMap that it comes from: who shares that shares the secret too. */
    map?: string;
  },
): void {
  const { draft, source } = variables;
  const { name, text, at, map = '' } = options;
  const byName = isSecretName(name) && text !== '' && !isReference(text);
  if (byName || holdsSecret(text)) {
    const key = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const secret = isName(map) ? map : `${draft.name}-env`;
    setSecret(variables, { name, secret, key, at });
    draft.changes(
      `variable ${name}`,
      `${
        byName ? 'its value looks like' : 'its value holds what looks like'
      } a secret and does not belong in Git: put it into the vault as ${secret}, key ${key}, and change it, as it was readable here`,
      placeOf(source, at),
    );
    draft.hide({ name, text, place: placeOf(source, at) });
  } else if (text.includes('${secrets.')) {
    draft.leaveOut(
      `variable ${name}`,
      'holds "${secrets.", which means a secret in an intent',
      placeOf(source, at),
    );
  } else {
    setVariable(variables, { name, value: text, at });
  }
}

/** Only made of other variables: `$(PASSWORD)`. */
function isReference(text: string): boolean {
  return /^\$\([A-Za-z_][-._A-Za-z0-9]*\)$/.test(text);
}

/** Variables that a text is composed of: `$(HOST):$(PORT)`; `$$(HOST)` is none. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\(([A-Za-z_][-._A-Za-z0-9]*)\)/g)].map(
    ([, name]) => name,
  );
}

/** Leaves out what is composed of a variable that was left out; and tells it of commands, which stay. */
function withoutBroken(
  { draft, source, to }: Variables,
  container: PodContainer,
): void {
  const stated = itemsAt(container.value, '/env').map(value =>
    textAt(value, '/name'),
  );
  const isMissing = (name: string) =>
    stated.includes(name) &&
    draft.get(`${to}/${escapeSegment(name)}`) === undefined;
  for (let again = true; again; ) {
    again = false;
    for (const [name, text] of Object.entries(textsAt(draft.get(to)))) {
      const missing = variablesIn(text).find(isMissing);
      if (missing !== undefined) {
        draft.remove(`${to}/${escapeSegment(name)}`);
        draft.leaveOut(
          `variable ${name}`,
          `is composed of $(${missing}), which is not carried over`,
          placeOf(source, `${container.at}/env/${stated.lastIndexOf(name)}`),
        );
        again = true;
      }
    }
  }
  for (const field of ['command', 'args']) {
    itemsAt(container.value, `/${field}`).forEach((text, index) => {
      const missing = variablesIn(String(text)).find(isMissing);
      if (missing !== undefined) {
        draft.leaveOut(
          `$(${missing}) in ${field} of ${container.name}`,
          'the variable is not carried over, so the text stays as it is written; write it otherwise',
          placeOf(source, `${container.at}/${field}/${index}`),
        );
      }
    });
  }
}

function setSecret(
  variables: Variables,
  options: {
    name: string;
    secret: string | undefined;
    key: string | undefined;
    at: string;
  },
): void {
  const { draft, source } = variables;
  const { name, secret = '', key = '', at } = options;
  if (!isName(secret) || !secretKey.safeParse(key).success) {
    draft.leaveOut(
      `variable ${name}`,
      `the Secret "${secret}" with the key "${key}" has a name that intents do not take`,
      placeOf(source, at),
    );
  } else if (
    setVariable(variables, { name, value: `\${secrets.${secret}.${key}}`, at })
  ) {
    needSecret(draft, { secret, keys: [key], place: placeOf(source, at) });
  }
}

/** Adds keys of a secret to those that the service needs. */
export function needSecret(
  draft: Draft,
  options: {
    secret: string;
    keys: string[];
    place: { file: string; line: number };
  },
): void {
  const { secret, keys, place } = options;
  const to = `/spec/secrets/${escapeSegment(secret)}`;
  const known = itemsAt(draft.get(`${to}/keys`));
  if (known.length === 0) {
    draft.ask({
      at: to,
      question: `Is the secret ${secret} in the vault, and granted to the team?`,
      value: secret,
      basis: 'evidence',
      from: 'the manifests',
    });
  }
  draft.set(`${to}/keys`, [...new Set([...known, ...keys])], place);
}

function setVariable(
  { draft, source, to }: Variables,
  options: { name: string; value: string; at: string },
): boolean {
  const { name, value, at } = options;
  const place = placeOf(source, at);
  if (!envName.safeParse(name).success) {
    draft.leaveOut(
      `variable ${name}`,
      'names of variables are upper-case letters, digits and "_"',
      place,
    );
    return false;
  }
  draft.set(`${to}/${escapeSegment(name)}`, value, place);
  return true;
}
