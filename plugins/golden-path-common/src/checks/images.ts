import type { Finding } from '../model';
import type { CheckOptions } from './options';
import { listOf } from '../words/phrases';

/**
 * Whether every image comes from a registry that this team may use. Digests and signatures are policies and are
 * checked on the derived objects.
 * @public
 */
export function checkImages(options: CheckOptions): Finding[] {
  const { contract, settings } = options;
  const { owner } = options.intent.metadata;
  const { registries } = contract.supplyChain;
  const allowed = registries.filter(
    ({ teams }) => !teams || teams.includes(owner),
  );
  const findings = new Map<string, Finding & { environments: string[] }>();
  for (const { environment, containers } of settings) {
    for (const { name, image, from } of Object.values(containers)) {
      if (allowed.some(({ prefix }) => comesFrom(image, prefix))) {
        continue;
      }
      const at = from.image.slice('intent:'.length);
      const known = findings.get(at);
      if (known) {
        known.environments.push(environment.name);
        continue;
      }
      const others = registries.find(({ prefix }) => comesFrom(image, prefix));
      findings.set(at, {
        policy: 'image-registry',
        title: 'An image comes from a trusted registry',
        severity: 'deny',
        message: others?.teams
          ? `The container ${name} uses ${image}; ${
              others.prefix
            } is for ${listOf(others.teams)}, not for ${owner}.`
          : `The container ${name} uses ${image}, which is in no registry that the contract trusts.`,
        at,
        remedy:
          allowed.length > 0
            ? `Use an image from ${listOf(allowed.map(({ prefix }) => prefix))}`
            : `Ask the platform team to trust a registry for ${owner}`,
        environments: [environment.name],
      });
    }
  }
  return [...findings.values()];
}

/** A prefix ends at a boundary: `registry.example.com/pay` does not cover `registry.example.com/payroll`. */
function comesFrom(image: string, prefix: string): boolean {
  return (
    image.startsWith(prefix) &&
    (prefix.endsWith('/') || /^([/:@]|$)/.test(image.slice(prefix.length)))
  );
}
