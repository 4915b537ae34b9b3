import type { Because, PlatformContract } from '../model';
import type { ContractEnvironment } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import { because, pointer } from './because';
import { NAME_LABEL } from './names';

type Taxonomy = PlatformContract['labels']['taxonomy'];
type LabelSource = Taxonomy[number]['from'];
type Target = Taxonomy[number]['on'][number];

/** Labels of a kind of object, and the reason for each, with pointers from the object's root. */
export interface LabelSet {
  labels: Record<string, string>;
  reasons: Because[];
}

interface Identity {
  contract: PlatformContract;
  environment: ContractEnvironment;
  team: string;
  system: string;
  /** Left out for what the services of a namespace share. */
  intent?: ServiceIntent;
}

/** The labels that the contract's taxonomy puts on `target`, in the order of the contract. */
export function labelsFor(target: Target, identity: Identity): LabelSet {
  const labels: Record<string, string> = {};
  const reasons: Because[] = [];
  for (const [index, rule] of identity.contract.labels.taxonomy.entries()) {
    const value = valueOf(rule.from, identity);
    if (!rule.on.includes(target) || value === undefined) {
      continue;
    }
    labels[rule.key] = value;
    reasons.push(
      because(
        pointer('metadata', 'labels', rule.key),
        `contract:/labels/taxonomy/${index}`,
        rule.why,
      ),
    );
  }
  if (target === 'pods' && identity.intent) {
    labels[NAME_LABEL] = identity.intent.metadata.name;
  }
  return { labels, reasons };
}

/** A value, or nothing where what the services of a namespace share has none. */
function valueOf(from: LabelSource, identity: Identity): string | undefined {
  const { intent } = identity;
  switch (from) {
    case 'name':
      return intent?.metadata.name;
    case 'system':
    case 'product':
      return identity.system;
    case 'team':
    case 'cost-centre':
      return identity.team;
    case 'tier':
      return intent?.spec.tier;
    case 'environment':
      return identity.environment.name;
    case 'workload-type':
      return intent?.spec.workloadType;
    case 'exposure':
      return intent?.spec.exposure;
    case 'data-classification':
      return intent?.spec.dataClassification;
    case 'managed-by':
      return 'fairway';
    case 'contract-version':
      return identity.contract.metadata.version;
    default:
      return undefined;
  }
}
