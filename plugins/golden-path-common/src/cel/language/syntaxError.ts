/** What makes an expression one that no API server takes; `at` is the offset in its source. */
export class CelSyntaxError extends Error {
  override name = 'CelSyntaxError';

  constructor(message: string, readonly at: number) {
    super(message);
  }
}
