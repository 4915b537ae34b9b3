import type { Policy } from '../model';
import { compileCel, createCelEnvironment } from '../cel';
import { policyDocument } from '../policy/documents';
import type { ContractDocument } from '../schema/contract';
import { shown, type Problem } from '../schema/problem';

const POLICY = 'image-registry';
const VARIABLE = 'registries';

/**
 * The registries are stated twice: in the supply chain, which also knows who may use which, and in the policy that
 * clusters enforce. The policy could take them as a parameter instead, but then whoever may edit that object decides
 * whose code runs, and a cluster where it is missing admits no pod at all. So both stand in Git, and may not differ.
 *
 * A policy that is called otherwise, or that gets its registries from elsewhere, is left alone.
 */
export function checkRegistries(
  contract: ContractDocument,
  policies: readonly Policy[],
): Problem[] {
  const policy = policies.find(({ id }) => id === POLICY);
  const enforced = policy && registriesOf(policy);
  if (!enforced) {
    return [];
  }
  const stated = [
    ...new Set(contract.supplyChain.registries.map(({ prefix }) => prefix)),
  ];
  const missing = stated.filter(prefix => !enforced.includes(prefix));
  const extra = enforced.filter(prefix => !stated.includes(prefix));
  const where = `the policy ${POLICY} (${policy.file})`;
  return [
    ...missing.map(
      prefix =>
        `${where} refuses images from ${shown(prefix)}, which is trusted here`,
    ),
    ...extra.map(
      prefix =>
        `${where} admits images from ${shown(
          prefix,
        )}, which is not trusted here`,
    ),
  ].map(message => ({
    at: '/supplyChain/registries',
    message,
    remedy: `Write ${listLiteral(
      stated,
    )} in its variable "${VARIABLE}", or correct the registries`,
  }));
}

/** The list that the policy compares images with; nothing when it is no plain list. */
function registriesOf(policy: Policy): string[] | undefined {
  const { variables } = policyDocument.parse(policy.policy).spec;
  const variable = variables.find(({ name }) => name === VARIABLE);
  const compiled =
    variable && compileCel(createCelEnvironment(), variable.expression.trim());
  if (!compiled?.ok) {
    return undefined;
  }
  try {
    const value = compiled.run({});
    return Array.isArray(value) && value.every(isText) ? value : undefined;
  } catch {
    // An expression that fails is the business of the policy's own tests.
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function listLiteral(values: readonly string[]): string {
  return `[${values.map(value => `'${value}'`).join(', ')}]`;
}
