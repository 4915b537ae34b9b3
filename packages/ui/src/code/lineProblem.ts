/** What is wrong at a line. @public */
export interface LineProblem {
  /** From 1. */
  line: number;
  message: string;
  severity: 'error' | 'warning';
}
