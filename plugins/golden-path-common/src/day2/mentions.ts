import type { ServiceIntent } from '../schema/intent';

/**
 * Where an intent mentions a word in text that is its team's own, as JSON pointers: variables, commands and patches.
 * Such text may be an address, which nobody but the team can tell.
 */
export function mentionsOf(intent: ServiceIntent, word: string): string[] {
  const { containers, environments, overrides } = intent.spec;
  // A word of DNS: what is before or after it would make another word.
  const pattern = new RegExp(`(?<![a-z0-9-])${word}(?![a-z0-9-])`);
  const found: string[] = [];
  const look = (value: unknown, at: string): void => {
    if (typeof value === 'string') {
      if (pattern.test(value)) {
        found.push(at);
      }
    } else if (Array.isArray(value)) {
      value.forEach((each, index) => look(each, `${at}/${index}`));
    } else if (value !== null && typeof value === 'object') {
      for (const [key, each] of Object.entries(value)) {
        look(each, `${at}/${key}`);
      }
    }
  };
  for (const [name, { command, args, env }] of Object.entries(containers)) {
    const at = `/spec/containers/${name}`;
    look(command, `${at}/command`);
    look(args, `${at}/args`);
    look(env, `${at}/env`);
  }
  environments.forEach((environment, index) => {
    if (typeof environment === 'object') {
      look(environment.env, `/spec/environments/${index}/env`);
    }
  });
  (overrides ?? []).forEach(({ patch }, index) => {
    look(patch, `/spec/overrides/${index}/patch`);
  });
  return found;
}

/** A warning for each intent that mentions the word. */
export function mentionWarnings(options: {
  intents: Iterable<ServiceIntent>;
  word: string;
  /** What to do about it. */
  remedy: string;
}): string[] {
  const { intents, word, remedy } = options;
  const warnings: string[] = [];
  for (const intent of intents) {
    const places = mentionsOf(intent, word);
    if (places.length > 0) {
      const shown = places.slice(0, 3).join(', ');
      const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
      warnings.push(
        `${intent.metadata.name} mentions ${word} in ${shown}${more}: ${remedy}.`,
      );
    }
  }
  return warnings;
}
