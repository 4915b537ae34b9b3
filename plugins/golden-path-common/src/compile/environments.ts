import { nearestName } from '../words/nearest';
import type { Finding, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type { EnvironmentSettings } from '../settings';

const TITLE = 'The environments of the service exist, and have clusters';

/** Environments that the contract does not know, that are named twice, or that no cluster holds. */
export function checkEnvironments(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
}): Finding[] {
  const { intent, contract, settings } = options;
  const known = contract.environments.map(({ name }) => name);
  const seen = new Set<string>();
  const findings: Finding[] = [];
  const deny = (at: string, message: string, remedy: string) =>
    findings.push({
      policy: 'environment',
      title: TITLE,
      severity: 'deny',
      message,
      at,
      remedy,
    });
  for (const [index, entry] of intent.spec.environments.entries()) {
    const name = typeof entry === 'string' ? entry : entry.name;
    const at = `/spec/environments/${index}`;
    if (!known.includes(name)) {
      const nearest = nearestName(name, known);
      deny(
        at,
        `The contract has no environment ${name}; it has ${known.join(', ')}.${
          nearest ? ` Did you mean ${nearest}?` : ''
        }`,
        nearest ? `Write ${nearest}` : `Use ${known.join(', ')}`,
      );
    } else if (seen.has(name)) {
      deny(
        at,
        `The environment ${name} is named twice.`,
        'Put what both say into one entry',
      );
    }
    seen.add(name);
  }
  for (const { environment, clusters, at } of settings) {
    if (clusters.length === 0) {
      deny(
        at,
        `The contract has no cluster for ${intent.spec.tier} services in ${environment.name}.`,
        'Ask the platform team for a cluster, or leave the environment out',
      );
    }
  }
  return findings;
}
