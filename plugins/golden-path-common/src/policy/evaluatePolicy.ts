import type { CelCompilation } from '../cel';
import { OnlyInCluster } from '../cel/celError';
import { reasonOf, type Budget } from '../cel/environment';
import type { KubeObject } from '../model';
import { Activation } from './activation';
import type { RequestFacts } from './activation';
import type { CompiledPolicy } from './compiledPolicy';

/** What one policy with one set of parameters says of one object. */
export interface Verdict {
  result: 'pass' | 'fail' | 'error' | 'skip';
  /** Why, for everything but a pass; each once. */
  messages: string[];
  auditAnnotations?: Record<string, string>;
}

/** Why an expression has no answer. */
interface Failure {
  error: string;
  /** It asks for what only a cluster knows. */
  onlyInCluster?: boolean;
}

const MAX_MESSAGE = 5 * 1024;
/** Costs of all match conditions together, by the API server's `RuntimeCELCostBudgetMatchConditions`. */
const MOST_PER_CONDITIONS = 2_500_000;

/** Runs the conditions and validations of a policy, in the order and with the failure rules of the API server. */
export function evaluatePolicy(options: {
  compiled: CompiledPolicy;
  facts: RequestFacts;
  params?: KubeObject;
}): Verdict {
  const { compiled, facts, params } = options;
  const { failurePolicy } = compiled.spec;
  const failed = (all: Failure[]): Verdict => {
    const messages = [...new Set(all.map(({ error }) => error))];
    // What only a cluster can answer is not settled here, so nobody must take it for what a cluster lets in.
    return failurePolicy === 'Ignore' && !all.some(each => each.onlyInCluster)
      ? { result: 'skip', messages }
      : { result: 'error', messages };
  };
  // The API server refuses such a policy whatever its failurePolicy, so nobody must take it for one that holds.
  if (compiled.broken.length > 0) {
    return { result: 'error', messages: compiled.broken };
  }

  const activation = new Activation({
    facts,
    variables: compiled.variables,
    params,
  });
  const condition = checkConditions(compiled, activation);
  if (condition === 'no') return { result: 'skip', messages: [] };
  if (condition !== 'yes') return failed([condition]);

  const { failures, errors } = validate(compiled, activation);
  const audit = annotate(compiled, activation, errors);
  const extra = audit ? { auditAnnotations: audit } : {};
  if (failures.length > 0) {
    const all =
      failurePolicy === 'Fail'
        ? [...failures, ...errors.map(({ error }) => error)]
        : failures;
    return { result: 'fail', messages: [...new Set(all)], ...extra };
  }
  if (errors.length > 0) return { ...failed(errors), ...extra };
  return { result: 'pass', messages: [], ...extra };
}

/** A condition that is false settles it, even beside one that failed. */
function checkConditions(
  compiled: CompiledPolicy,
  activation: Activation,
): 'yes' | 'no' | Failure {
  let failure: Failure | undefined;
  const budget: Budget = { left: MOST_PER_CONDITIONS };
  for (const { name, expression } of compiled.matchConditions) {
    const outcome = runBool({ expression, activation, budget });
    if (outcome === false) return 'no';
    if (outcome === true) continue;
    const error = `match condition ${name} could not be evaluated: ${outcome.error}`;
    // The one that only a cluster can answer is told before others.
    if (!failure || outcome.onlyInCluster) failure = { ...outcome, error };
  }
  return failure ?? 'yes';
}

function validate(compiled: CompiledPolicy, activation: Activation) {
  const failures: string[] = [];
  const errors: Failure[] = [];
  compiled.validations.forEach((validation, index) => {
    const { expression } = validation;
    const outcome = runBool({
      expression,
      activation,
      budget: activation.budget,
    });
    if (outcome === true) return;
    if (outcome === false) {
      failures.push(messageOf(validation, activation));
    } else {
      errors.push({
        ...outcome,
        error: `validation ${index + 1} could not be evaluated: ${
          outcome.error
        }`,
      });
    }
  });
  return { failures, errors };
}

/** A message expression that fails or gives no usable line falls back to the message, as in the API server. */
function messageOf(
  validation: CompiledPolicy['validations'][number],
  activation: Activation,
): string {
  const { message, messageExpression } = validation;
  if (!messageExpression?.ok) return message;
  try {
    const text = messageExpression.run(activation, activation.budget);
    if (typeof text !== 'string' || text.length > MAX_MESSAGE) return message;
    const trimmed = text.trim();
    return trimmed === '' || trimmed.includes('\n') ? message : trimmed;
  } catch {
    return message;
  }
}

function annotate(
  compiled: CompiledPolicy,
  activation: Activation,
  errors: Failure[],
): Record<string, string> | undefined {
  if (compiled.auditAnnotations.length === 0) return undefined;
  const annotations: Record<string, string> = {};
  for (const { name, expression } of compiled.auditAnnotations) {
    try {
      const value = run({
        expression,
        activation,
        budget: activation.budget,
      });
      if (typeof value === 'string') {
        if (value.trim() !== '') annotations[name] = value.trim();
      } else if (value !== null) throw new Error('the value is no text');
    } catch (error) {
      const failure = failureOf(error);
      errors.push({
        ...failure,
        error: `audit annotation ${name} could not be evaluated: ${failure.error}`,
      });
    }
  }
  return annotations;
}

interface Evaluation {
  expression: CelCompilation;
  activation: Activation;
  budget: Budget;
}

function run({ expression, activation, budget }: Evaluation): unknown {
  if (!expression.ok) throw new Error(expression.reason);
  const value = expression.run(activation, budget);
  if (budget.left < 0) {
    throw new Error(
      'the policy costs more than the API server allows for all of its expressions together',
    );
  }
  return value;
}

function runBool(evaluation: Evaluation): boolean | Failure {
  try {
    const value = run(evaluation);
    return typeof value === 'boolean'
      ? value
      : { error: 'the expression does not give true or false' };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  return {
    error: reasonOf(error),
    ...(error instanceof OnlyInCluster && { onlyInCluster: true }),
  };
}
