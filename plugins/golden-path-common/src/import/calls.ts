import type { Draft } from './draft';
import type { ImportAnswers } from './answers';
import type { ImportPlace } from './model';
import { itemsAt, mappingAt } from './read';
import {
  hostReferences,
  isOutsideHost,
  portOf,
  rewritten,
  type HostReference,
} from './references';

/** Something in the cluster that a host leads to. */
export type CallTarget =
  | { kind: 'service'; name: string; port: number | undefined }
  /** A store that is declared; `address` is its host for those in other namespaces. */
  | { kind: 'resource' | 'topic'; name: string; address: string }
  /** A name of the cluster that nothing which was read answers to. */
  | { kind: 'unknown' };

/** What a host means to one service; nothing for hosts outside of the cluster. */
export type Resolve = (host: string) => CallTarget | undefined;

/** Where hosts are found in a container of a draft. */
interface Text {
  text: string;
  /** A variable whose name speaks of an address: `CART_HOST`. */
  addressed: boolean;
  name: string;
  place: ImportPlace;
  /** Writes it anew; a secret is not in the draft, so it is told what it has to say. */
  set?(text: string): void;
}

const ADDRESS_NAME =
  /(^|_)(HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|SERVICE|UPSTREAM|BACKEND|BROKERS?|TARGET)$/;

/**
 * Finds what a draft calls by the hosts in its variables, command and arguments, adds it to the dependencies, and
 * writes the hosts as they will be: a service answers under its own name on the port of its container. Gives the
 * names of the services that it calls.
 */
export function draftCalls(
  draft: Draft,
  options: { resolve: Resolve; answers: ImportAnswers },
): string[] {
  const { resolve, answers } = options;
  const called = new Set<string>();
  for (const text of textsOf(draft)) {
    const changes: { reference: HostReference; address: string }[] = [];
    const { place } = text;
    for (const reference of referencesIn(text)) {
      const target = resolve(reference.host);
      if (!target) {
        external(draft, { reference, answers, text });
      } else if (target.kind === 'unknown') {
        draft.leaveOut(
          `the call of ${reference.host} in ${text.name}`,
          'nothing among the services answers to that name; add a dependency once it is known what does',
          place,
        );
      } else {
        addDependency(draft, { [target.kind]: target.name }, place);
        const address = addressOf(reference, target);
        if (address !== undefined) {
          changes.push({ reference, address });
        }
        if (target.kind === 'service' && target.name !== draft.name) {
          called.add(target.name);
        }
      }
    }
    if (changes.length > 0 && !text.set) {
      draft.changes(
        text.name,
        `has to say another address in the vault: ${reasons(changes)}`,
        place,
      );
    } else if (changes.length > 0) {
      const after = rewritten(text.text, changes);
      text.set?.(after);
      draft.changes(
        text.name,
        `says ${shortened(after)} instead of ${shortened(text.text)}: ${reasons(
          changes,
        )}`,
        place,
      );
    }
  }
  return [...called];
}

function reasons(changes: { reference: HostReference; address: string }[]) {
  return changes
    .map(
      ({ reference, address }) =>
        `${reference.host} answers at ${address} there`,
    )
    .join(', ');
}

const MAX_SHOWN = 80;

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function referencesIn({ text, addressed }: Text): HostReference[] {
  const found = hostReferences(text);
  // A host that stands alone is one where the variable says so.
  return found.length === 0 &&
    addressed &&
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(text)
    ? [{ host: text, start: 0, end: text.length }]
    : found;
}

/** The address that a reference has to become; nothing when it is right as it stands. */
function addressOf(
  reference: HostReference,
  target: CallTarget,
): string | undefined {
  if (target.kind === 'unknown') {
    return undefined;
  }
  const port =
    target.kind === 'service' && portOf(reference) !== undefined
      ? target.port ?? reference.port
      : reference.port;
  const host = target.kind === 'service' ? target.name : target.address;
  const stated = reference.port === undefined && port === portOf(reference);
  const address = port === undefined || stated ? host : `${host}:${port}`;
  const now =
    reference.port === undefined
      ? reference.host
      : `${reference.host}:${reference.port}`;
  return address === now ? undefined : address;
}

function external(
  draft: Draft,
  options: { reference: HostReference; answers: ImportAnswers; text: Text },
): void {
  const { reference, answers, text } = options;
  const port = portOf(reference);
  if (port === undefined || !isOutsideHost(reference.host)) {
    return;
  }
  const address = `${reference.host}:${port}`;
  const owner = answers.owner ?? String(draft.get('/metadata/owner') ?? '');
  const at = addDependency(
    draft,
    { external: address, owner, onFailure: 'to be answered' },
    text.place,
  );
  if (at === undefined) {
    return;
  }
  draft.ask({
    at: `${at}/owner`,
    question: `Who answers for ${address}?`,
    value: owner,
    basis: 'placeholder',
    from: text.name,
  });
  draft.ask({
    at: `${at}/onFailure`,
    question: `What happens when ${address} is away?`,
    value: 'to be answered',
    basis: 'placeholder',
  });
}

/** Adds a dependency unless it is there; gives its pointer when it was added. */
export function addDependency(
  draft: Draft,
  dependency: Record<string, string>,
  place: ImportPlace,
): string | undefined {
  const known = itemsAt(draft.get('/spec/dependencies'));
  const [[kind, name]] = Object.entries(dependency);
  if (
    (kind === 'service' && name === draft.name) ||
    known.some(each => mappingAt(each)[kind] === name)
  ) {
    return undefined;
  }
  draft.set('/spec/dependencies', [...known, dependency]);
  const at = `/spec/dependencies/${known.length}`;
  draft.origin(at, place);
  return at;
}

/** Adds those who may call a service. */
export function addAccepted(draft: Draft, callers: readonly string[]): void {
  const known = itemsAt(draft.get('/spec/accepts')).map(String);
  const all = [...new Set([...known, ...callers])].sort();
  if (all.length > 0) {
    draft.set('/spec/accepts', all);
  }
}

function* textsOf(draft: Draft): Generator<Text> {
  for (const { name, text, place } of draft.hidden) {
    yield { text, addressed: false, name: `variable ${name}`, place };
  }

  const containers = mappingAt(draft.get('/spec/containers'));
  for (const container of Object.keys(containers)) {
    const at = `/spec/containers/${container}`;
    const variables = mappingAt(containers[container], '/env');
    for (const [name, text] of Object.entries(variables)) {
      if (typeof text === 'string') {
        yield {
          text,
          place: draft.originOf(`${at}/env/${name}`),
          addressed: ADDRESS_NAME.test(name),
          name: `variable ${name}`,
          set: value => draft.set(`${at}/env/${name}`, value),
        };
      }
    }
    for (const field of ['command', 'args']) {
      const list = itemsAt(containers[container], `/${field}`);
      for (const [index, text] of list.entries()) {
        if (typeof text === 'string') {
          yield {
            text,
            place: draft.originOf(`${at}/${field}`),
            addressed: false,
            name: `${field} of ${container}`,
            set: value => {
              list[index] = value;
            },
          };
        }
      }
    }
  }
}
