import { nearestName } from '../words/nearest';
import type { ContractDocument, ReviewTrigger } from '../schema/contract';
import { pointerOf } from '../json/pointer';
import { oneOf, shown, type Problem } from '../schema/problem';

/** Names in a contract that have to lead somewhere, which a schema of single fields cannot tell. */

type Report = (path: PropertyKey[], message: string, remedy: string) => void;

function checkNames(options: {
  report: Report;
  what: string;
  known: readonly string[];
  used: readonly (readonly [PropertyKey[], string])[];
}): void {
  const { report, what, known, used } = options;
  for (const [path, name] of used) {
    if (!known.includes(name)) {
      const nearest = nearestName(name, known);
      report(
        path,
        `no ${what} is called ${shown(name)}${
          nearest === undefined ? '' : `, nearest "${nearest}"`
        }`,
        nearest === undefined ? `Write ${oneOf(known)}` : `Write "${nearest}"`,
      );
    }
  }
}

function checkUnique(
  report: Report,
  section: string,
  names: readonly string[],
): void {
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    if (first < index) {
      report(
        [section, index],
        `${shown(name)} is there twice, first as /${section}/${first}`,
        'Keep one of them, or rename it',
      );
    }
  });
}

/** Places that name an environment, with the name. */
function environmentsUsed(
  contract: ContractDocument,
): [PropertyKey[], string][] {
  const lists: [PropertyKey[], readonly string[] | undefined][] = [
    ...contract.clusters.map(
      (each, index) =>
        [['clusters', index, 'environments'], each.environments] as [
          PropertyKey[],
          string[],
        ],
    ),
  ];
  const add = (path: PropertyKey[], names: readonly string[] | undefined) =>
    lists.push([path, names]);
  contract.secretGrants.forEach((each, index) =>
    add(['secretGrants', index, 'environments'], each.environments),
  );
  contract.exceptions.forEach((each, index) =>
    add(['exceptions', index, 'environments'], each.environments),
  );
  contract.resources.forEach((each, index) =>
    add(['resources', index, 'environments'], each.environments),
  );
  contract.approvals.rules.forEach((each, index) =>
    add(['approvals', 'rules', index, 'environments'], each.environments),
  );
  return [
    ...lists.flatMap(([path, names = []]) =>
      names.map((name, index): [PropertyKey[], string] => [
        [...path, index],
        name,
      ]),
    ),
    ...contract.environments.flatMap(
      ({ promotesFrom }, index): [PropertyKey[], string][] =>
        promotesFrom === undefined
          ? []
          : [[['environments', index, 'promotesFrom'], promotesFrom]],
    ),
    ...Object.keys(contract.quotas.default).map(
      (name): [PropertyKey[], string] => [['quotas', 'default', name], name],
    ),
    ...Object.entries(contract.quotas.teams ?? {}).flatMap(([team, rows]) =>
      Object.keys(rows).map((name): [PropertyKey[], string] => [
        ['quotas', 'teams', team, name],
        name,
      ]),
    ),
  ];
}

/** Places of tiers and workload types that name something, with the name. */
function namedByReliability(
  { tiers, workloadTypes }: ContractDocument,
  field: 'nodePool' | 'priorityClass',
): [PropertyKey[], string][] {
  return Object.entries({ tiers, workloadTypes }).flatMap(
    ([section, entries]) =>
      Object.entries(entries).flatMap(
        ([name, { [field]: named }]): [PropertyKey[], string][] =>
          named === undefined ? [] : [[[section, name, field], named]],
      ),
  );
}

function checkCompleteness(contract: ContractDocument, report: Report): void {
  contract.environments.forEach(({ name }, index) => {
    if (!contract.clusters.some(each => each.environments.includes(name))) {
      report(
        ['environments', index],
        `no cluster holds the environment "${name}"`,
        'Add it to the environments of a cluster',
      );
    }
    if (!Object.hasOwn(contract.quotas.default, name)) {
      report(
        ['quotas', 'default'],
        `there is no quota for the environment "${name}"`,
        `Add "${name}" with cpu, memory, pods and objects`,
      );
    }
  });
  for (const [name, tier] of Object.entries(contract.tiers)) {
    if (tier.maxReplicas < tier.minReplicas) {
      report(
        ['tiers', name, 'maxReplicas'],
        `${tier.maxReplicas} is less than minReplicas (${tier.minReplicas})`,
        'Raise maxReplicas, or lower minReplicas',
      );
    }
  }
  const { version } = contract.metadata;
  if (!contract.changelog.some(entry => entry.version === version)) {
    report(
      ['changelog'],
      `the changelog does not say what changed in version ${version}`,
      `Add an entry for ${version}`,
    );
  }
}

/** A review that is asked for and that no rule gives to anybody. */
function checkBudgetRules(contract: ContractDocument, report: Report): void {
  const { budgetPolicy = [], lowered } = contract.slo ?? {};
  const needs = (path: PropertyKey[], trigger: ReviewTrigger) => {
    if (!contract.approvals.rules.some(rule => rule.trigger === trigger)) {
      report(
        path,
        `nobody reviews it: no rule of the approvals has the trigger "${trigger}"`,
        'Add a rule with this trigger to approvals.rules, or leave out the review',
      );
    }
  };
  budgetPolicy.forEach(({ review }, index) => {
    if (review) {
      needs(['slo', 'budgetPolicy', index, 'review'], 'budget-spent');
    }
  });
  if (lowered) {
    needs(['slo', 'lowered', 'review'], 'objective-lowered');
  }
}

/** Every name that leads nowhere and every part that another part needs. */
export function checkReferences(contract: ContractDocument): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, remedy) =>
    problems.push({ at: pointerOf(path), message, remedy });
  checkNames({
    report,
    what: 'environment',
    known: contract.environments.map(({ name }) => name),
    used: environmentsUsed(contract),
  });
  checkNames({
    report,
    what: 'cluster',
    known: contract.clusters.map(({ name }) => name),
    used: Object.keys(contract.prices.clusters ?? {}).map(name => [
      ['prices', 'clusters', name],
      name,
    ]),
  });
  checkNames({
    report,
    what: 'node pool',
    known: Object.keys(contract.nodePools ?? {}),
    used: [
      ...contract.clusters.flatMap(({ nodePools = [] }, cluster) =>
        nodePools.map((name, index): [PropertyKey[], string] => [
          ['clusters', cluster, 'nodePools', index],
          name,
        ]),
      ),
      ...namedByReliability(contract, 'nodePool'),
    ],
  });
  if (contract.priorityClasses) {
    checkNames({
      report,
      what: 'priority class',
      known: Object.keys(contract.priorityClasses),
      used: namedByReliability(contract, 'priorityClass').filter(
        // Those of the cluster itself.
        ([, name]) => !name.startsWith('system-'),
      ),
    });
  }
  checkNames({
    report,
    what: 'kind of reviewer',
    known: Object.keys(contract.approvals.reviewers),
    used: contract.approvals.rules.map(({ reviewer }, index) => [
      ['approvals', 'rules', index, 'reviewer'],
      reviewer,
    ]),
  });
  const names = (list: readonly { name: string }[]) =>
    list.map(({ name }) => name);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  checkUnique(report, 'environments', names(contract.environments));
  checkUnique(report, 'clusters', names(contract.clusters));
  checkUnique(report, 'resources', names(contract.resources));
  checkUnique(report, 'layers', ids(contract.layers));
  checkUnique(report, 'exceptions', ids(contract.exceptions));
  checkCompleteness(contract, report);
  checkBudgetRules(contract, report);
  return problems;
}
