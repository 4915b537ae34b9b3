import {
  writeYaml,
  type Fleet,
  type GoldenPathTemplate,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

/**
 * Answers to begin with: what the form requires and has no default for, with an owner, a system and a registry that
 * exist, so that they compile at once.
 */
export function startAnswers(options: {
  template: GoldenPathTemplate;
  contract: PlatformContract;
  fleet: Fleet;
}): string {
  const { template, contract, fleet } = options;
  const [{ 'ui:options': shape }] = template.spec.parameters;
  const name = `my-${shape.workloadType}`;
  const [someone] = Object.values(fleet.services);
  const [registry] = contract.supplyChain.registries;
  const known: Record<string, string> = {
    name,
    owner: `group:default/${someone?.team ?? 'platform'}`,
    system: `system:default/${someone?.system ?? 'platform'}`,
    image: `${registry?.prefix ?? ''}${name}@${DIGEST}`,
  };
  const required = template.spec.parameters.flatMap(
    ({ required: names = [], properties }) =>
      names.filter(each => properties[each]?.default === undefined),
  );
  return writeYaml({
    form: Object.fromEntries(required.map(each => [each, known[each] ?? ''])),
  });
}
