import { isRecord } from '../json/pointer';

const LONGEST = 72;

/**
 * What a rule of a NetworkPolicy lets through, as short as a reviewer would say it: `to audit-log on 8443`.
 * `undefined` where it takes more words than that.
 */
export function policyRuleWords(
  rule: unknown,
  list: 'ingress' | 'egress',
): string | undefined {
  if (!isRecord(rule)) {
    return undefined;
  }
  const side = list === 'egress' ? 'to' : 'from';
  const peers = wordsOfEach(rule[side], 'anywhere', peerWords);
  const ports = wordsOfEach(rule.ports, 'any port', portWords);
  const words = `${side} ${peers} on ${ports}`;
  return peers && ports && words.length <= LONGEST ? words : undefined;
}

/** @param all - What it means that nothing is listed. */
function wordsOfEach(
  list: unknown = [],
  all: string,
  wordsOf: (each: unknown) => string | undefined,
): string | undefined {
  if (!Array.isArray(list)) {
    return undefined;
  }
  const words = list.map(wordsOf);
  return words.includes(undefined) ? undefined : words.join(', ') || all;
}

function peerWords(peer: unknown): string | undefined {
  if (!isRecord(peer)) {
    return undefined;
  }
  const { ipBlock, podSelector, namespaceSelector } = peer;
  if (isRecord(ipBlock)) {
    return ipBlock.except === undefined && typeof ipBlock.cidr === 'string'
      ? ipBlock.cidr
      : undefined;
  }
  const pods = podSelector === undefined ? 'all pods' : chosen(podSelector);
  if (namespaceSelector === undefined) {
    return podSelector === undefined ? undefined : pods;
  }
  const namespace = chosen(namespaceSelector);
  return pods && namespace && `${pods} in ${namespace}`;
}

/** The one label that a selector asks for, without its key where that is the usual one for names. */
function chosen(selector: unknown): string | undefined {
  const labels = isRecord(selector) ? selector.matchLabels : undefined;
  if (!isRecord(selector) || !isRecord(labels) || selector.matchExpressions) {
    return undefined;
  }
  const [[key, value] = ['', ''], ...more] = Object.entries(labels);
  if (key === '' || more.length > 0) {
    return undefined;
  }
  return ['app.kubernetes.io/name', 'kubernetes.io/metadata.name'].includes(key)
    ? String(value)
    : `${key}=${value}`;
}

function portWords(port: unknown): string | undefined {
  if (!isRecord(port) || port.port === undefined) {
    return undefined;
  }
  const { port: first, endPort, protocol = 'TCP' } = port;
  const last = endPort === undefined ? '' : `-${endPort}`;
  return `${first}${last}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}
