import type { CommandContext } from '../lib/context';
import { readObjectives, type ReadObjectives } from './readObjectives';

/** Checks documents of objectives and says everything that is wrong with them. */
export async function runSloValidate(
  options: CommandContext & {
    files: string[];
    period?: string;
    contract?: string;
    json?: boolean;
  },
): Promise<void> {
  const { terminal, json } = options;
  const read = await readObjectives(options);
  const problems = [...read.malformed, ...read.invalid];
  [...problems, ...read.warnings].forEach(terminal.error);
  if (json) {
    await terminal.json({
      objectives: read.definitions.map(({ objective }) => ({
        id: objective.id,
        service: objective.service,
        format: objective.format,
        target: objective.target,
        ...objective.place,
      })),
      problems,
      warnings: read.warnings,
    });
  } else {
    await terminal.print(summaryOf(read));
  }
  if (read.invalid.length > 0) {
    options.fails(1);
  }
  if (read.malformed.length > 0) {
    options.fails(2);
  }
}

function summaryOf(read: ReadObjectives): string {
  const { files, definitions, malformed, invalid, warnings } = read;
  const problems = malformed.length + invalid.length;
  return [
    `${counted(definitions.length, 'objective')} in ${counted(
      files.length,
      'file',
    )}`,
    problems === 0 ? 'fine' : counted(problems, 'problem'),
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
  ].join(', ');
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
