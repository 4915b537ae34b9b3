/**
 * An error in the course of an evaluation: CEL absorbs it in `||`, `&&` and `exists`, unlike a thrown bug and unlike
 * an expression that costs too much.
 */
export class CelError extends Error {
  override name = 'CelError';
}

/** The expression asks for what only a cluster knows, such as who sends the request. */
export class OnlyInCluster extends CelError {
  override name = 'OnlyInCluster';
}

/** The evaluation was given up because it costs more than the API server allows. */
export class CostExceeded extends Error {
  override name = 'CostExceeded';
}

export function celError(message: string): CelError {
  return new CelError(message);
}
