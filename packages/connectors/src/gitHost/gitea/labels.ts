import { allPages } from '../remote/allPages';
import { labelAnswer, labelsAnswer } from './answers';
import type { GiteaClient } from './GiteaClient';

/** Of labels that we make. */
const COLOUR = '#4051b5';

/** Ids of labels, making those that are missing. */
export async function labelIds(
  client: GiteaClient,
  names: string[],
): Promise<number[]> {
  if (names.length === 0) {
    return [];
  }
  const ids = new Map<string, number>();
  for await (const { id, name } of allPages(page =>
    client.page({
      doing: 'list labels',
      path: '/labels',
      query: { ...page },
      answer: labelsAnswer,
    }),
  )) {
    ids.set(name, id);
  }
  for (const name of names.filter(candidate => !ids.has(candidate))) {
    const { id } = await client.call({
      doing: `make the label ${name}`,
      method: 'POST',
      path: '/labels',
      body: { name, color: COLOUR },
      answer: labelAnswer,
    });
    ids.set(name, id);
  }
  return names.flatMap(name => ids.get(name) ?? []);
}
