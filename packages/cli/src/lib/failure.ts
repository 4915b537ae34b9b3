/** Ends a command. Each line goes to stderr as it is: `path:line: what is wrong; what to do`. */
export class CliFailure extends Error {
  constructor(
    /** 1: understood, and something fails. 2: usage, unreadable or malformed input. */
    readonly exitCode: 1 | 2,
    readonly lines: string[],
  ) {
    super(lines.join('\n'));
    this.name = 'CliFailure';
  }
}

/** The input cannot be used. */
export function unusable(...lines: string[]): CliFailure {
  return new CliFailure(2, lines);
}
