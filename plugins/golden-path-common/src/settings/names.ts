import type { PlatformContract } from '../model';
import type { ContractEnvironment } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';

const MAX_NAMESPACE = 63;

/** Name of the owning group without `group:`. @public */
export function teamOf(intent: ServiceIntent): string {
  return intent.metadata.owner.slice('group:'.length);
}

/** Name of the container that serves: `app`, else the first with a port, else the first. @public */
export function mainContainerOf(intent: ServiceIntent): string {
  const { containers } = intent.spec;
  if (containers.app) {
    return 'app';
  }
  const names = Object.keys(containers);
  return (
    names.find(name => containers[name].port !== undefined) ?? names[0] ?? 'app'
  );
}

/** The namespace that the contract's pattern gives, never longer than Kubernetes allows. @public */
export function namespaceOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  environment: ContractEnvironment;
}): string {
  const { intent, contract, environment } = options;
  return namespaceFor({
    contract,
    environment: environment.name,
    team: teamOf(intent),
    system: intent.metadata.system,
  });
}

/** The same from names alone. */
export function namespaceFor(options: {
  contract: PlatformContract;
  environment: string;
  team: string;
  system: string;
}): string {
  const { contract, environment, team, system } = options;
  const name = contract.tenancy.namespacePattern
    .replaceAll('{environment}', environment)
    .replaceAll('{team}', team)
    .replaceAll('{system}', system);
  return shortened(name, MAX_NAMESPACE);
}

/** A name of at most `max` characters; what is cut keeps two long names apart by a hash of the whole. */
export function shortened(name: string, max: number): string {
  return name.length <= max
    ? name
    : `${name.slice(0, max - 9)}-${shortHash(name)}`;
}

/** FNV-1a, eight hex digits: stable everywhere and enough to tell cut names apart. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
