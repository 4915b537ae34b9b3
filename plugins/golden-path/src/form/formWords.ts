import type { Preview } from '@fairway/plugin-golden-path-common';

/** Names the field of an intent pointer: `Runbook on page SLO and operations`. */
export type FieldName = (pointer: string) => string;

interface Told {
  at: string;
  message: string;
  remedy: string;
}

/** What the compiler tells those who write YAML, and what the same means for those who fill in the form. */
const SENTENCES: [RegExp, (parts: string[], nameOf: FieldName) => string][] = [
  [
    /^Add "([^"]+): \{ keys: \[([^\]]+)\] \}" to "secrets"$/,
    ([secret, key], nameOf) =>
      `Tick ${secret} · ${key} under ${nameOf('/spec/secrets')}`,
  ],
  [
    /^Add "([^"]+)" to "keys" of the secret (\S+)$/,
    ([key, secret], nameOf) =>
      `Tick ${secret} · ${key} under ${nameOf('/spec/secrets')}`,
  ],
  [
    /^Add "([^"]+)" to "accepts" in the intent of (\S+?)(?:, which is a change that group:(\S+) approves)?$/,
    ([name, callee, team], nameOf) =>
      `Tick "Let ${callee} accept ${name}" beside ${nameOf(
        '/spec/dependencies',
      )}${team ? `; ${team} is asked to approve it` : ''}`,
  ],
  [
    /^Add "- service: ([^"]+)" to "dependencies" in the intent of (\S+), or remove "[^"]+" from "accepts"$/,
    ([name, caller], nameOf) =>
      `Ask for ${caller} to depend on ${name}, or remove ${caller} from ${nameOf(
        '/spec/accepts',
      )}`,
  ],
  [
    /^(?:Write the name of a service that exists, or remove|Remove) "([^"]+)" from "accepts"$/,
    ([caller], nameOf) => `Remove ${caller} from ${nameOf('/spec/accepts')}`,
  ],
  [
    /^Add "route" with .*$/,
    (_parts, nameOf) => `Fill in ${nameOf('/spec/route')}`,
  ],
  [
    /^Set "exposure" to public, or remove "route"$/,
    (_parts, nameOf) => `Choose Public under ${nameOf('/spec/exposure')}`,
  ],
  [
    /^Set "exposure" to (.*)$/,
    ([choice], nameOf) => `Set ${nameOf('/spec/exposure')} to ${choice}`,
  ],
];

/** Places of the intent as they stand in texts: `/spec/operations/runbook`, `spec.slo`, `scaling.min`. */
const POINTER = /(?<![\w/.])\/(?:spec|metadata)(?:\/[A-Za-z0-9_-]+)+/g;
const DOTTED =
  /(?<![\w/.])(?:spec\.[a-z]\w*(?:\.[a-z]\w*)*|(?:scaling|rollout|operations|capacity|slo|route)\.[a-z]\w*)/g;

function pointerOfDotted(dotted: string): string {
  const path = dotted.replace(/^spec\./, '').replace(/\./g, '/');
  return `/spec/${path}`;
}

function withFields(text: string, nameOf: FieldName): string {
  const named = text
    .replace(/^(?:State|Add) (?=\/spec|\/metadata|spec\.)/, 'Fill in ')
    .replace(POINTER, nameOf)
    .replace(DOTTED, dotted => nameOf(pointerOfDotted(dotted)));
  return named === text ? text : named.replace(/ in the intent\b/g, '');
}

/** An order about the intent as one about the form. */
export function remedyInForm(remedy: string, nameOf: FieldName): string {
  const plain = remedy.trim().replace(/\.$/, '');
  for (const [pattern, inWords] of SENTENCES) {
    const match = pattern.exec(plain);
    if (match) {
      return inWords(
        match.slice(1).map(part => part ?? ''),
        nameOf,
      );
    }
  }
  return withFields(remedy, nameOf);
}

function inForm<T extends Told>(told: T, nameOf: FieldName): T {
  return {
    ...told,
    message: withFields(told.message, nameOf)
      .replace('which the intent does not ask for', 'which is not ticked')
      .replace('the intent asks for', 'only these keys are ticked:'),
    remedy: remedyInForm(told.remedy, nameOf),
  };
}

/** The same preview, with what is to be done told in fields and pages: nobody who fills in the form sees the YAML. */
export function previewInForm(preview: Preview, nameOf: FieldName): Preview {
  const { result } = preview;
  return {
    ...preview,
    problems: preview.problems.map(problem => inForm(problem, nameOf)),
    findings: preview.findings.map(finding => inForm(finding, nameOf)),
    ...(result && {
      result: {
        ...result,
        readiness: {
          ...result.readiness,
          duties: result.readiness.duties.map(duty => ({
            ...duty,
            remedy: remedyInForm(duty.remedy, nameOf),
          })),
        },
      },
    }),
  };
}
