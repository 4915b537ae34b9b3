const TEMPLATE = /^templates\/([^/]+)\/(.+)$/;
const CASE = /^templates\/([^/]+)\/tests\/([^/]+)\/(.+)$/;

/** Where the contract begins. */
export const CONTRACT_ENTRY = 'contract/contract.yaml';

/** What problems call a text that is no file: answers and intents that are written here only. */
export const INPUT_FILE = 'input.yaml';

/** The template that a file belongs to; none for files of the contract. */
export function templateOf(path: string): string | undefined {
  return TEMPLATE.exec(path)?.[1];
}

/** `templates/http-api/template.yaml`. */
export function templateFile(name: string): string {
  return `templates/${name}/template.yaml`;
}

/** The folder of a test. */
export function caseFolder(template: string, test: string): string {
  return `templates/${template}/tests/${test}`;
}

/** The test that a file belongs to, and the rest of its path. */
export function caseOf(
  path: string,
): { template: string; test: string; rest: string } | undefined {
  const [, template, test, rest] = CASE.exec(path) ?? [];
  return rest === undefined ? undefined : { template, test, rest };
}
