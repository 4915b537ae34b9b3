import type { BindingDocument, PolicyDocument } from './documents';

/** What the API server refuses in a policy and its bindings besides expressions that do not compile. */

type Spec = PolicyDocument['spec'];

const VARIABLE = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const CONDITION = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const REASONS = [
  'Unauthorized',
  'Forbidden',
  'Invalid',
  'RequestEntityTooLarge',
];

/** Each in words; none for documents that are as they should be. */
export function problemsOfPolicy(options: {
  spec: Spec;
  bindings: readonly BindingDocument[];
}): string[] {
  const { spec, bindings } = options;
  return [
    ...problemsOfRules(spec),
    ...problemsOfNames(spec),
    ...problemsOfValidations(spec),
    ...bindings.flatMap(problemsOfBinding),
  ];
}

function problemsOfRules({ matchConstraints }: Spec): string[] {
  return matchConstraints.resourceRules?.length
    ? []
    : ['matchConstraints: resourceRules are required'];
}

function problemsOfNames(spec: Spec): string[] {
  const problems: string[] = [];
  const variables = spec.variables.map(({ name }) => name);
  for (const name of variables) {
    if (!VARIABLE.test(name)) {
      problems.push(`variable ${name}: the name is not that of a variable`);
    }
  }
  for (const name of repeated(variables)) {
    problems.push(`variable ${name}: there are two of this name`);
  }
  const conditions = spec.matchConditions.map(({ name }) => name);
  for (const name of conditions) {
    if (!CONDITION.test(name.split('/').at(-1) ?? '')) {
      problems.push(
        `match condition ${name}: the name is not a qualified name`,
      );
    }
  }
  for (const name of repeated(conditions)) {
    problems.push(`match condition ${name}: there are two of this name`);
  }
  const keys = spec.auditAnnotations.map(({ key }) => key);
  for (const key of repeated(keys)) {
    problems.push(`audit annotation ${key}: there are two of this key`);
  }
  return problems;
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) < i);
}

function problemsOfValidations(spec: Spec): string[] {
  const problems: string[] = [];
  if (spec.validations.length === 0 && spec.auditAnnotations.length === 0) {
    problems.push('it has neither validations nor auditAnnotations');
  }
  spec.validations.forEach(({ expression, message, reason }, index) => {
    const where = `validation ${index + 1}`;
    if (message !== undefined && message.trim() === '') {
      problems.push(`${where}: the message is empty`);
    }
    if (message?.trim().includes('\n')) {
      problems.push(`${where}: the message has more than one line`);
    }
    if (message === undefined && expression.trim().includes('\n')) {
      problems.push(
        `${where}: an expression of more than one line needs a message`,
      );
    }
    if (reason !== undefined && !REASONS.includes(reason)) {
      problems.push(
        `${where}: the reason ${reason} is none of ${REASONS.join(', ')}`,
      );
    }
  });
  return problems;
}

function problemsOfBinding({ metadata, spec }: BindingDocument): string[] {
  const problems: string[] = [];
  const where = `binding ${metadata.name}`;
  const { paramRef, validationActions } = spec;
  if (paramRef && paramRef.parameterNotFoundAction === undefined) {
    problems.push(`${where}: the paramRef needs a parameterNotFoundAction`);
  }
  if (repeated(validationActions).length > 0) {
    problems.push(`${where}: a validationAction is named twice`);
  }
  return problems;
}
