const PERSONA = 'platform';
const PATIENCE_MS = 120_000;

async function json(url, headers) {
  try {
    const answer = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** How many entities the catalog has, of all kinds; undefined while nobody can sign in. */
async function countEntities(base) {
  const session = await json(`${base}/api/auth/personas/refresh`, {
    'x-fairway-persona': PERSONA,
  });
  const token = session?.backstageIdentity?.token;
  const answer =
    token &&
    (await json(`${base}/api/catalog/entity-facets?facet=kind`, {
      authorization: `Bearer ${token}`,
    }));
  return answer?.facets?.kind?.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The catalog takes in the demo estate bit by bit after the first start; people should not meet it half full.
 * Resolves when the number of entities has stopped growing, or when it takes too long.
 */
export async function untilEstateIsThere(base, isRunning) {
  const deadline = Date.now() + PATIENCE_MS;
  const counts = [];
  while (isRunning() && Date.now() < deadline) {
    counts.push(await countEntities(base));
    const [before, now] = [counts.at(-4), counts.at(-1)];
    // Providers wait some seconds before they begin; an early standstill with the templates only is none.
    if (now > 100 && now === before) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 750));
  }
}
