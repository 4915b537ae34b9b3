import type { Environment } from '@marcbachmann/cel-js';
import { compileCel } from '../cel';
import type { CelCompilation } from '../cel';
import type { Policy } from '../model';
import { bindingDocument, policyDocument } from './documents';
import type { BindingDocument, PolicyDocument } from './documents';
import {
  compileVariables,
  type SharedVariables,
  type VariableTable,
} from './sharedVariables';

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
  /** Expressions that could not be compiled, each with its reason. The API server would refuse the policy. */
  broken: string[];
}

/** What the engine says of the one variable of the API server that cannot be here. */
const ASKS_PERMISSION = 'Unknown variable: authorizer';

/**
 * Compiles a policy of a set whose variables are `shared`. Throws an error of zod when the documents are not a
 * policy and its bindings.
 */
export function compilePolicy(
  env: Environment,
  policy: Policy,
  shared: SharedVariables,
): CompiledPolicy {
  const { spec } = policyDocument.parse(policy.policy);
  const bindings = policy.bindings.map(binding =>
    bindingDocument.parse(binding),
  );
  const broken: string[] = [];
  const compile = (where: string, source: string): CelCompilation => {
    const compiled = compileCel(env, source.trim());
    if (!compiled.ok) {
      broken.push(
        `${where}: ${
          compiled.reason === ASKS_PERMISSION
            ? 'it asks the API server what the person may do (authorizer), which only a cluster knows'
            : compiled.reason
        }`,
      );
    }
    return compiled;
  };
  const named = (
    what: string,
    { name, expression }: { name: string; expression: string },
  ) => ({
    name,
    expression: compile(`${what} ${name}`, expression),
  });

  return {
    policy,
    spec,
    bindings,
    variables: compileVariables({
      variables: spec.variables,
      shared,
      compile: (name, source) => compile(`variable ${name}`, source),
    }),
    matchConditions: spec.matchConditions.map(condition =>
      named('match condition', condition),
    ),
    validations: spec.validations.map((validation, index) => ({
      expression: compile(`validation ${index + 1}`, validation.expression),
      message:
        validation.message?.trim() ??
        `failed expression: ${validation.expression.trim()}`,
      ...(validation.messageExpression && {
        messageExpression: compile(
          `message of validation ${index + 1}`,
          validation.messageExpression,
        ),
      }),
    })),
    auditAnnotations: spec.auditAnnotations.map(annotation =>
      named('audit annotation', {
        name: annotation.key,
        expression: annotation.valueExpression,
      }),
    ),
    broken,
  };
}
