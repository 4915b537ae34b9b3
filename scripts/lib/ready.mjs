import { logName } from './paths.mjs';
import { dim, red, say } from './say.mjs';

const LONGER_THAN_USUAL_MS = 45_000;
/** The golden path fills a new repository, or reads the services of a large one, before it answers. */
const GOLDEN_PATH_MS = 180_000;

async function answerOf(url) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(2000) });
  } catch {
    // Not listening yet.
    return undefined;
  }
}

const pause = () => new Promise(resolve => setTimeout(resolve, 250));

/** Waits until the backend says that it is ready; false when it ended before. */
export async function untilListening(backend, base) {
  const began = Date.now();
  let ended = false;
  let told = false;
  backend.once('close', () => (ended = true));
  while (!ended) {
    const answer = await answerOf(`${base}/.backstage/health/v1/readiness`);
    if (answer?.ok) {
      return true;
    }
    if (!told && Date.now() - began > LONGER_THAN_USUAL_MS) {
      told = true;
      say(dim(`  It takes longer than usual; see ${logName('portal')}`));
    }
    await pause();
  }
  return false;
}

/**
 * Backstage is ready before the golden path is: people should not be met with "try again". Without a valid contract
 * it waits for somebody to mend it, which is said, and the portal is up.
 */
export async function untilGoldenPathAnswers(base, isRunning) {
  const deadline = Date.now() + GOLDEN_PATH_MS;
  while (isRunning() && Date.now() < deadline) {
    const answer = await answerOf(`${base}/api/golden-path/health`);
    const health = await answer?.json().catch(() => undefined);
    const problems = health?.contractProblems ?? [];
    for (const problem of problems) {
      say(`${red('✖')} The platform contract: ${problem}`);
    }
    if (answer?.ok || problems.length > 0) {
      return;
    }
    await pause();
  }
}
