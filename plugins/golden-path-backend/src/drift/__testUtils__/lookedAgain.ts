import { execFileSync } from 'node:child_process';
import type { DriftAnswer } from '@fairway/plugin-golden-path-common';
import { ENGINEER, gitOf, type startPortal } from '../../__testUtils__/portal';

interface Options {
  portal: Pick<Awaited<ReturnType<typeof startPortal>>, 'as'>;
  /** Folder that the bare repository lies in. */
  folder: string;
  /** What the look that is waited for found, where a look from before would not do. */
  found?: (answer: DriftAnswer) => boolean;
}

/**
 * Asks for a look, and waits until one of the repository as it is now has ended. Looks of other causes end meanwhile,
 * and may have begun before the repository moved: that one has ended tells nothing, but what it looked at does.
 */
export async function lookedAgain(options: Options): Promise<DriftAnswer> {
  const { portal, folder, found = () => true } = options;
  const tip = execFileSync(
    'git',
    ['--git-dir', gitOf({ folder }), 'rev-parse', 'main'],
    { encoding: 'utf8' },
  ).trim();
  const { status } = await portal.as(ENGINEER).post('/drift/check');
  expect(status).toBe(202);
  for (;;) {
    const answer: DriftAnswer = (await portal.as(ENGINEER).get('/drift')).body;
    if (answer.commit === tip && !answer.running && found(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
