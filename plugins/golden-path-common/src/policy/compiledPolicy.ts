import { compileCel } from '../cel';
import type { CelCompilation, CelEnvironment } from '../cel';
import { BOOL, NULL, STRING, type CelType } from '../cel/language/types';
import type { Policy } from '../model';
import { bindingDocument, policyDocument } from './documents';
import type { BindingDocument, PolicyDocument } from './documents';
import { policyEnvironments } from './environment';
import {
  compileVariables,
  type SharedVariables,
  type VariableTable,
} from './sharedVariables';
import { problemsOfPolicy } from './staticChecks';

interface NamedExpression {
  name: string;
  expression: CelCompilation;
}

interface Validation {
  expression: CelCompilation;
  message: string;
  messageExpression?: CelCompilation;
}

/** A policy with its expressions compiled. */
export interface CompiledPolicy {
  policy: Policy;
  spec: PolicyDocument['spec'];
  bindings: BindingDocument[];
  matchConditions: NamedExpression[];
  variables: VariableTable;
  validations: Validation[];
  auditAnnotations: NamedExpression[];
  /** Why the API server would refuse the policy or a binding: an expression that is none, a field that is wrong. */
  broken: string[];
}

/**
 * Compiles a policy of a set whose variables are `shared`. Throws an error of zod when the documents are not a
 * policy and its bindings.
 */
export function compilePolicy(
  policy: Policy,
  shared: SharedVariables,
): CompiledPolicy {
  const { spec } = policyDocument.parse(policy.policy);
  const bindings = policy.bindings.map(binding =>
    bindingDocument.parse(binding),
  );
  const environments = policyEnvironments({ hasParams: !!spec.paramKind });
  const broken = problemsOfPolicy({ spec, bindings });
  const compile = (options: {
    where: string;
    source: string;
    env: CelEnvironment;
    returns?: CelType[];
  }): CelCompilation => {
    const { where, source, env, returns } = options;
    const compiled = compileCel(env, source.trim(), { returns });
    if (!compiled.ok) broken.push(`${where}: ${compiled.reason}`);
    return compiled;
  };

  const matchConditions = spec.matchConditions.map(({ name, expression }) => ({
    name,
    expression: compile({
      where: `match condition ${name}`,
      source: expression,
      env: environments.conditions,
      returns: [BOOL],
    }),
  }));
  const variables = compileVariables({
    variables: spec.variables,
    shared,
    compile: (name, source) =>
      compile({
        where: `variable ${name}`,
        source,
        env: environments.validations,
      }),
    compiled: (name, { type }) => environments.declare(name, type),
  });
  return {
    policy,
    spec,
    bindings,
    variables,
    matchConditions,
    validations: spec.validations.map((validation, index) => ({
      expression: compile({
        where: `validation ${index + 1}`,
        source: validation.expression,
        env: environments.validations,
        returns: [BOOL],
      }),
      message:
        validation.message?.trim() ??
        `failed expression: ${validation.expression.trim()}`,
      ...(validation.messageExpression && {
        messageExpression: compile({
          where: `message of validation ${index + 1}`,
          source: validation.messageExpression,
          env: environments.messages,
          returns: [STRING],
        }),
      }),
    })),
    auditAnnotations: spec.auditAnnotations.map(({ key, valueExpression }) => ({
      name: key,
      expression: compile({
        where: `audit annotation ${key}`,
        source: valueExpression,
        env: environments.validations,
        returns: [STRING, NULL],
      }),
    })),
    broken,
  };
}
