import type {
  DerivedObject,
  Finding,
  KubeObject,
  PlatformContract,
  Policy,
} from '../model';
import { createPolicyEngine } from '../policy';
import type { PolicyEngine, PolicyOutcome } from '../policy';
import { policyFindings } from './findings';
import { isInNamespaceFolder } from './paths';

interface Admission {
  engine: PolicyEngine;
  policies: ReadonlyMap<string, Policy>;
  /** What services share is judged once. */
  shared: WeakMap<KubeObject, PolicyOutcome[]>;
}

/** Compiling the policies takes longer than a service; a contract has the same ones for all. */
const admissions = new WeakMap<PlatformContract, Admission>();

function admissionOf(contract: PlatformContract): Admission {
  let admission = admissions.get(contract);
  if (!admission) {
    admission = {
      engine: createPolicyEngine(contract.policies),
      policies: new Map(contract.policies.map(policy => [policy.id, policy])),
      shared: new WeakMap(),
    };
    admissions.set(contract, admission);
  }
  return admission;
}

/** What the policies of the contract say of an object, as the cluster would say it. */
export function admit(options: {
  contract: PlatformContract;
  /** One of the places of the object. */
  derived: DerivedObject;
  namespaceLabels: Record<string, string>;
  main: string;
}): Finding[] {
  const { contract, derived, namespaceLabels, main } = options;
  const { engine, policies, shared } = admissionOf(contract);
  const { object } = derived;
  let outcomes = shared.get(object);
  if (!outcomes) {
    outcomes = engine.evaluate({ object, namespaceLabels });
    if (isInNamespaceFolder(derived.path)) {
      shared.set(object, outcomes);
    }
  }
  return policyFindings({ outcomes, derived, policies, main });
}
