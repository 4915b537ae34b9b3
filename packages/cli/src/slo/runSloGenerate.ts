import { formatProblem } from '@fairway/plugin-golden-path-common';
import {
  generate,
  readAlertWindows,
  yamlDocuments,
  GENERATED_FORMATS,
  type Objective,
  type RuleOptions,
} from '@fairway/plugin-slo-common';
import type { CommandContext } from '../lib/context';
import { CliFailure, unusable } from '../lib/failure';
import { readUtf8 } from './readFiles';
import { readObjectives, warningLine } from './readObjectives';
import { writeWhole } from './writeWhole';

/** Writes the rules of all objectives, or none when there is something wrong with one of them. */
export async function runSloGenerate(
  options: CommandContext & {
    files: string[];
    format: string;
    period?: string;
    contract?: string;
    windows?: string;
    extraLabel: string[];
    disableAlerts?: boolean;
    disableRecordings?: boolean;
    out?: string;
  },
): Promise<void> {
  const { terminal, out } = options;
  const format = GENERATED_FORMATS.find(each => each === options.format);
  if (!format) {
    throw unusable(`fairway: there is no format ${options.format}`);
  }
  const ruleOptions: RuleOptions = {
    ...(options.windows !== undefined && {
      windows: windowsIn(options.windows),
    }),
    extraLabels: labelsOf(options.extraLabel),
    disableAlerts: options.disableAlerts,
    disableRecordings: options.disableRecordings,
  };
  const read = await readObjectives(options);
  const errors = [...read.malformed, ...read.invalid];
  if (errors.length > 0) {
    throw new CliFailure(read.malformed.length > 0 ? 2 : 1, errors);
  }
  if (read.definitions.length === 0) {
    throw new CliFailure(
      1,
      read.files.map(
        ({ file }) =>
          `${file}:1: no objective is stated in it; add one, or name its file too`,
      ),
    );
  }
  const period = ruleOptions.windows?.periodSeconds;
  if (
    period !== undefined &&
    !read.definitions.some(({ objective }) => periodOf(objective) === period)
  ) {
    terminal.error(
      `${options.windows}:1: warning: no objective has the period of these windows, which change nothing; set it with --period, or name the windows of the objectives' period`,
    );
  }
  const { text, remarks } = generate({
    definitions: read.definitions,
    format,
    options: ruleOptions,
  });
  [...read.warnings, ...remarks.map(warningLine)].forEach(terminal.error);
  if (out === undefined) {
    await terminal.write(text);
  } else {
    await writeWhole(out, text);
  }
}

/** Seconds of a rolling window; calendars have windows of their own. */
function periodOf({ window }: Objective): number | undefined {
  return window.kind === 'rolling' ? window.seconds : undefined;
}

/** Labels by which the rules of an objective find each other. */
const RULE_LABELS = ['sloth_id', 'sloth_service', 'sloth_slo', 'sloth_window'];

/** Windows of a document; anything else in the file ends the command. */
function windowsIn(file: string): RuleOptions['windows'] {
  const { documents, problems } = yamlDocuments(readUtf8(file));
  if (problems.length > 0) {
    throw unusable(...problems.map(formatProblem));
  }
  const [document] = documents;
  if (documents.length !== 1) {
    throw unusable(
      `${file}:1: holds ${documents.length} documents; name a file with one of kind AlertWindows`,
    );
  }
  const read = readAlertWindows(document);
  if ('problems' in read) {
    throw new CliFailure(1, read.problems.map(formatProblem));
  }
  return read.windows;
}

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function labelsOf(written: string[]): Record<string, string> {
  const labels = new Map<string, string>();
  for (const each of written) {
    const at = each.indexOf('=');
    const [name, value] = [each.slice(0, at), each.slice(at + 1)];
    const wrong = (what: string) =>
      unusable(`fairway: --extra-label ${each}: ${what}`);
    if (at < 1 || value === '') {
      throw wrong('is no name and value; write it as name=value');
    }
    if (!LABEL.test(name) || name.startsWith('__')) {
      throw wrong(
        `${name} is no name of a label; use letters, digits and "_", not beginning with a digit or "__"`,
      );
    }
    if (RULE_LABELS.includes(name)) {
      throw wrong(
        `${name} is how the rules of an objective find each other; choose another name`,
      );
    }
    if (labels.has(name)) {
      throw wrong(`${name} is there twice; give it once`);
    }
    labels.set(name, value);
  }
  return Object.fromEntries(labels);
}
