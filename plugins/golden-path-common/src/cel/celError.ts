import { EvaluationError } from '@marcbachmann/cel-js';

/** An error in the course of an evaluation: CEL absorbs it in `||`, `&&` and `exists`, unlike a thrown bug. */
export function celError(message: string): EvaluationError {
  return new EvaluationError(message);
}
