import {
  checkTemplate,
  runTemplateCase,
  type AuthoringFiles,
  type PlatformContract,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import { useEffect, useState } from 'react';
import { casesOf, type DraftCase } from '../authoring/cases';
import { guarded } from '../authoring/guarded';
import { templateFile } from '../authoring/paths';

/** What became of a test. */
export interface RunCase {
  template: string;
  test: string;
  state: 'runs' | 'passed' | 'failed';
  problems: Problem[];
  /** What it should hold for the result to be as expected, by path within its folder. */
  files?: { path: string; text: string }[];
  /** Paths within its folder of what it expects now. */
  expected: string[];
}

/**
 * Runs the tests of templates here, one after the other, with time for the page between two. A newer draft begins
 * anew.
 */
export function useTemplateTests(options: {
  /** Files of the draft. */
  files: AuthoringFiles;
  templates: readonly string[];
  contract: PlatformContract | undefined;
}): RunCase[] {
  const { files, contract } = options;
  const names = options.templates.join('\n');
  const [runs, setRuns] = useState<RunCase[]>([]);

  useEffect(() => {
    if (!contract || names === '') {
      setRuns([]);
      return undefined;
    }
    const cases = names.split('\n').flatMap(name => casesOf(files, name));
    const known = (each: DraftCase): RunCase => ({
      template: each.template,
      test: each.test,
      state: 'runs',
      problems: [],
      expected: [],
    });
    setRuns(before =>
      cases.map(
        each =>
          before.find(
            ({ template, test }) =>
              template === each.template && test === each.test,
          ) ?? known(each),
      ),
    );
    let timer: ReturnType<typeof setTimeout>;
    const runFrom = (index: number) => {
      timer = setTimeout(() => {
        if (index >= cases.length) {
          return;
        }
        const done = guarded<RunCase>({
          file: templateFile(cases[index].template),
          run: () => runOne({ case: cases[index], files, contract }),
          instead: problem => ({
            ...known(cases[index]),
            state: 'failed',
            problems: [problem],
          }),
        });
        setRuns(before => before.map((run, at) => (at === index ? done : run)));
        runFrom(index + 1);
      });
    };
    runFrom(0);
    return () => clearTimeout(timer);
  }, [files, names, contract]);

  return runs;
}

function runOne(options: {
  case: DraftCase;
  files: AuthoringFiles;
  contract: PlatformContract;
}): RunCase {
  const { files, contract } = options;
  const { template, test, input } = options.case;
  const file = templateFile(template);
  const outcome = (problems: Problem[]): RunCase => ({
    template,
    test,
    state: problems.length > 0 ? 'failed' : 'passed',
    problems,
    expected: [],
  });
  if (!input) {
    const folder = `templates/${template}/tests/${test}`;
    return outcome([
      {
        file: folder,
        at: '',
        message: 'the test has no answers',
        remedy: `Add ${folder}/answers.yaml`,
      },
    ]);
  }
  const checked = checkTemplate({ file, text: files[file] ?? '', contract });
  if (!checked.ok) {
    return outcome(checked.problems);
  }
  const result = runTemplateCase({
    template: checked.value,
    contract,
    test: input,
    now: new Date().toISOString(),
  });
  return {
    ...outcome(result.problems),
    files: result.files,
    expected:
      input.chosen === undefined
        ? Object.keys(input.expected ?? {}).map(path => `expected/${path}`)
        : ['expected.yaml'],
  };
}
