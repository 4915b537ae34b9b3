import { checkValue } from '@fairway/plugin-golden-path-common';
import type { z } from 'zod';
import { fieldOf, textOf } from '../fields';
import type { YamlDocument } from '../types';
import { problemAt, type Findings, type Placed } from './tell';

/** What documents say of one kind, by name. */
export class ObjectsOf<T extends { metadata: { name: string } }> {
  private readonly byName = new Map<string, Placed<T>>();
  /** Names of those that are there, and that something is wrong with. */
  private readonly unreadable = new Set<string>();

  constructor(
    private readonly kind: string,
    private readonly schema: z.ZodType<T>,
  ) {}

  /** Takes a document of the kind; what is wrong with it is told. */
  read(document: YamlDocument, findings: Findings): void {
    const { file, value, lineOf } = document;
    const checked = checkValue({ schema: this.schema, value, file });
    if (!checked.ok) {
      const name = textOf(fieldOf(value, 'metadata'), 'name');
      this.unreadable.add(name ?? '');
      findings.problems.push(
        ...checked.problems.map(problem => {
          const line = lineOf(problem.at);
          return { ...problem, ...(line !== undefined && { line }) };
        }),
      );
      return;
    }
    const { name } = checked.value.metadata;
    const earlier = this.byName.get(name)?.document;
    if (!earlier) {
      this.byName.set(name, { value: checked.value, document, at: '' });
      return;
    }
    const line = earlier.lineOf('/metadata/name');
    findings.problems.push(
      problemAt(
        { value: name, document, at: '/metadata/name' },
        {
          message: `the ${this.kind} ${name} is in ${earlier.file}:${line} already`,
          remedy: 'Give one of them another name',
        },
      ),
    );
  }

  all(): Placed<T>[] {
    return [...this.byName.values()];
  }

  get(name: string): Placed<T> | undefined {
    return this.byName.get(name);
  }

  /** Whether there is none of the name, not even one that something is wrong with. */
  lacks(name: string): boolean {
    return !this.byName.has(name) && !this.unreadable.has(name);
  }

  /**
   * What a name refers to. That it is nowhere is a problem; where it is and cannot be read, its own problems say so.
   */
  resolve(name: Placed<string>, findings: Findings): Placed<T> | undefined {
    if (this.lacks(name.value)) {
      findings.problems.push(
        problemAt(name, {
          message: `there is no ${this.kind} called ${name.value} in these documents`,
          remedy: `Add the document of the ${this.kind}, or correct the name`,
        }),
      );
    }
    return this.byName.get(name.value);
  }
}
