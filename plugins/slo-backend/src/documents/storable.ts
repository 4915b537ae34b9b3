import type { Problem } from '@fairway/plugin-golden-path-common';
import type { Objective } from '@fairway/plugin-slo-common';

/** Longest name of an objective or service. */
const MOST_CHARACTERS = 255;
const CONTROL = /\p{Cc}/u;

/** Longest name of a file. */
export const FILE_CHARACTERS = 1024;

/** Text from outside in a column of so many characters: databases refuse what is longer, and PostgreSQL refuses NUL. */
export function storable(text: string, most: number): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD').slice(0, most);
}

/** Why an objective cannot be kept. */
export function unstorable(objective: Objective): Problem | undefined {
  const { id, service, title, place } = objective;
  const names = { 'the id': id, 'the service': service };
  for (const [what, name] of Object.entries(names)) {
    if (name.length > MOST_CHARACTERS) {
      return problem(
        `${what} has ${name.length} characters`,
        `Use at most ${MOST_CHARACTERS}`,
      );
    }
  }
  for (const [what, name] of Object.entries({ ...names, 'the title': title })) {
    if (CONTROL.test(name)) {
      return problem(
        `${what} has control characters, which nobody can read`,
        'Take them out',
      );
    }
  }
  return undefined;

  function problem(message: string, remedy: string): Problem {
    return {
      file: place.file,
      line: place.line,
      at: '',
      message,
      remedy,
    };
  }
}
