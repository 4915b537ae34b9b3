import type { CelCompilation } from '../cel';
import { reasonOf } from '../cel/environment';
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

const MAX_MESSAGE = 5 * 1024;

/** Runs the conditions and validations of a policy, in the order and with the failure rules of the API server. */
export function evaluatePolicy(options: {
  compiled: CompiledPolicy;
  facts: RequestFacts;
  params?: KubeObject;
}): Verdict {
  const { compiled, facts, params } = options;
  const { failurePolicy } = compiled.spec;
  const failed = (messages: string[]): Verdict =>
    failurePolicy === 'Ignore'
      ? { result: 'skip', messages }
      : { result: 'error', messages };
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
  if (condition !== 'yes') return failed([condition.error]);

  const { failures, errors } = validate(compiled, activation);
  const audit = annotate(compiled, activation, errors);
  const extra = audit ? { auditAnnotations: audit } : {};
  if (failures.length > 0) {
    const all = failurePolicy === 'Fail' ? [...failures, ...errors] : failures;
    return { result: 'fail', messages: [...new Set(all)], ...extra };
  }
  if (errors.length > 0) return { ...failed([...new Set(errors)]), ...extra };
  return { result: 'pass', messages: [], ...extra };
}

/** A condition that is false settles it, even beside one that failed. */
function checkConditions(
  compiled: CompiledPolicy,
  activation: Activation,
): 'yes' | 'no' | { error: string } {
  let error: string | undefined;
  for (const { name, expression } of compiled.matchConditions) {
    const outcome = runBool(expression, activation);
    if (outcome === false) return 'no';
    if (outcome !== true) {
      error ??= `match condition ${name} could not be evaluated: ${outcome.error}`;
    }
  }
  return error === undefined ? 'yes' : { error };
}

function validate(compiled: CompiledPolicy, activation: Activation) {
  const failures: string[] = [];
  const errors: string[] = [];
  compiled.validations.forEach((validation, index) => {
    const outcome = runBool(validation.expression, activation);
    if (outcome === true) return;
    if (outcome === false) {
      failures.push(messageOf(validation, activation));
    } else {
      errors.push(
        `validation ${index + 1} could not be evaluated: ${outcome.error}`,
      );
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
    const text = messageExpression.run(activation);
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
  errors: string[],
): Record<string, string> | undefined {
  if (compiled.auditAnnotations.length === 0) return undefined;
  const annotations: Record<string, string> = {};
  for (const { name, expression } of compiled.auditAnnotations) {
    try {
      const value = run(expression, activation);
      if (typeof value === 'string') {
        if (value.trim() !== '') annotations[name] = value.trim();
      } else if (value !== null) throw new Error('the value is no text');
    } catch (error) {
      errors.push(
        `audit annotation ${name} could not be evaluated: ${reasonOf(error)}`,
      );
    }
  }
  return annotations;
}

function run(expression: CelCompilation, activation: Activation): unknown {
  if (!expression.ok) throw new Error(expression.reason);
  return expression.run(activation);
}

function runBool(
  expression: CelCompilation,
  activation: Activation,
): boolean | { error: string } {
  try {
    const value = run(expression, activation);
    return typeof value === 'boolean'
      ? value
      : { error: 'the expression does not give true or false' };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}
