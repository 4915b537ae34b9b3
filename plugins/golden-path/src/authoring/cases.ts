import type {
  AuthoringFiles,
  TemplateCase,
} from '@fairway/plugin-golden-path-common';
import { caseFolder, caseOf } from './paths';

/** A test of a template, as the draft holds it. */
export interface DraftCase {
  template: string;
  test: string;
  /** Missing while the folder has no `answers.yaml`. */
  input?: TemplateCase;
}

/** The tests of a template, by name. */
export function casesOf(files: AuthoringFiles, template: string): DraftCase[] {
  const byTest = new Map<string, Map<string, string>>();
  for (const [path, text] of Object.entries(files)) {
    const found = caseOf(path);
    if (found?.template === template) {
      const own = byTest.get(found.test) ?? new Map<string, string>();
      byTest.set(found.test, own.set(found.rest, text));
    }
  }
  return [...byTest]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([test, own]) => ({
      template,
      test,
      input: inputOf({ folder: caseFolder(template, test), own }),
    }));
}

const EXPECTED = 'expected/';

function inputOf(options: {
  folder: string;
  own: Map<string, string>;
}): TemplateCase | undefined {
  const { folder, own } = options;
  const answers = own.get('answers.yaml');
  const chosen = own.get('expected.yaml');
  const expected = [...own].flatMap(([path, text]) =>
    path.startsWith(EXPECTED)
      ? [[path.slice(EXPECTED.length), text] as const]
      : [],
  );
  if (answers === undefined) {
    return undefined;
  }
  return {
    folder,
    answers: { file: `${folder}/answers.yaml`, text: answers },
    ...(chosen === undefined
      ? expected.length > 0 && { expected: Object.fromEntries(expected) }
      : { chosen }),
  };
}
