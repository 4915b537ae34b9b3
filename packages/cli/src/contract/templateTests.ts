import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  checkTemplate,
  runTemplateCase,
  type PlatformContract,
  type Problem,
  type TemplateCase,
} from '@fairway/plugin-golden-path-common';
import { unusable } from '../lib/failure';
import { isFolder, readText } from '../lib/files';
import { fillFolder } from '../lib/outFolder/fillFolder';

/** What became of the templates of a folder. */
export interface TemplatesReport {
  templates: { name: string; tests: string[] }[];
  problems: Problem[];
  /** Folders of tests whose expectation was written. */
  updated: string[];
}

interface Options {
  contract: PlatformContract;
  now: string;
  /** Writes what comes out as what is expected. */
  update?: boolean;
  actions?: readonly string[];
  /** Told what is being tested. */
  progress(words: string): void;
}

/**
 * The folder of the templates: the one that is named, else `templates` in the folder of the contract, beside it, or
 * where the command runs.
 */
export async function templatesFolder(options: {
  named?: string;
  contract: string;
}): Promise<string | undefined> {
  const { named, contract } = options;
  if (named !== undefined) {
    if (!(await isFolder(named))) {
      throw unusable(
        `${named}: templates lie in a folder, each in one of its own; name the folder with --templates`,
      );
    }
    return named;
  }
  return [
    path.join(contract, 'templates'),
    path.join(contract, '../templates'),
    'templates',
  ]
    .filter(folder => existsSync(folder))
    .at(0);
}

/** Checks every template of a folder and runs the tests beside it: `<template>/tests/<case>/answers.yaml`. */
export async function checkTemplates(
  options: Options & { folder: string },
): Promise<TemplatesReport> {
  const { folder } = options;
  const report: TemplatesReport = { templates: [], problems: [], updated: [] };
  for (const name of await foldersIn(folder)) {
    const file = path.join(folder, name, 'template.yaml');
    if (existsSync(file)) {
      await checkOne({ ...options, name, file, report });
    }
  }
  return report;
}

async function checkOne(
  options: Options & { name: string; file: string; report: TemplatesReport },
): Promise<void> {
  const { name, file, report, contract, now, update } = options;
  const { text } = await readText(file);
  const template = checkTemplate({ ...options, text });
  if (!template.ok) {
    report.problems.push(...template.problems);
    report.templates.push({ name, tests: [] });
    return;
  }
  const tests = path.join(path.dirname(file), 'tests');
  const names = await foldersIn(tests);
  report.templates.push({ name, tests: names });
  if (names.length === 0) {
    report.problems.push({
      file,
      at: '',
      message: `the template ${name} has no tests`,
      remedy: 'Add tests/<case>/answers.yaml, and run with --update',
    });
  }
  for (const each of names) {
    const folder = path.join(tests, each);
    options.progress(`tests ${folder}`);
    const result = runTemplateCase({
      template: template.value,
      test: await readCase(folder),
      contract,
      now,
    });
    if (update && result.files && result.problems.length > 0) {
      await writeExpected(folder, result.files);
      report.updated.push(folder);
      // What a file chooses and nothing derives cannot be written.
      const again = runTemplateCase({
        template: template.value,
        test: await readCase(folder),
        contract,
        now,
      });
      report.problems.push(...again.problems);
    } else {
      report.problems.push(...result.problems);
    }
  }
}

async function readCase(folder: string): Promise<TemplateCase> {
  const chosen = path.join(folder, 'expected.yaml');
  const expected = path.join(folder, 'expected');
  return {
    folder,
    answers: await readText(path.join(folder, 'answers.yaml')),
    ...(existsSync(chosen)
      ? { chosen: await readFile(chosen, 'utf8') }
      : existsSync(expected) && { expected: await filesBelow(expected) }),
  };
}

/** Puts a whole expectation in the place of the old one. */
async function writeExpected(
  folder: string,
  files: { path: string; text: string }[],
): Promise<void> {
  await fillFolder({ folder, tell: () => undefined }, async out => {
    for (const file of files) {
      await out.put(file);
    }
    const kept = new Set(files.map(file => file.path));
    for (const name of Object.keys(await filesBelow(folder))) {
      if (name.startsWith('expected/') && !kept.has(name)) {
        await out.remove(name);
      }
    }
  });
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = existsSync(folder)
    ? await readdir(folder, { withFileTypes: true })
    : [];
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async file => [
        path.relative(folder, file).split(path.sep).join('/'),
        (await readText(file)).text,
      ]),
    ),
  );
}
