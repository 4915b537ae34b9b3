import type { Problem } from '@fairway/plugin-golden-path-common';

/**
 * Does what should never throw, whatever a file holds. Should it throw all the same, that is a problem of the draft
 * like any other: an unsaved draft comes back with the page, and must not keep it from being mended.
 */
export function guarded<T>(options: {
  file: string;
  run(): T;
  instead(problem: Problem): T;
}): T {
  const { file, run, instead } = options;
  try {
    return run();
  } catch (error) {
    return instead({
      file,
      at: '',
      message: `this could not be read: ${
        error instanceof Error ? error.message : String(error)
      }`,
      remedy: 'Take back the last change, and report it as a bug',
    });
  }
}
