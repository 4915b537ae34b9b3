import type { Problem } from '@fairway/plugin-golden-path-common';
import type { YamlDocument } from '../types';

/** Problems and remarks of one document, as they are found. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly remarks: Problem[] = [];

  constructor(private readonly document: YamlDocument) {}

  /** Something that has to change before there can be rules. */
  problem(problem: Problem): undefined {
    this.problems.push(this.located(problem));
    return undefined;
  }

  /** Something that people should know. */
  remark(remark: Problem): void {
    this.remarks.push(this.located(remark));
  }

  private located(problem: Problem): Problem {
    const { file } = this.document;
    const line = this.document.lineOf(problem.at);
    return { file, ...(line !== undefined && { line }), ...problem };
  }
}
