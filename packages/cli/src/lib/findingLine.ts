import type { Finding } from '@fairway/plugin-golden-path-common';

/** `path:line: what is wrong; what to do`. A warning says that it is one. */
export function findingLine(options: {
  finding: Finding;
  file: string;
}): string {
  const { finding, file } = options;
  const { line, severity, message, remedy } = finding;
  const where = line === undefined ? file : `${file}:${line}`;
  const mark = severity === 'warn' ? 'warning: ' : '';
  return oneLine(`${where}: ${mark}${withoutDot(message)}; ${remedy}`);
}

/** Whatever a document held, it stays on its line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function withoutDot(text: string): string {
  return text.replace(/\.$/, '');
}
