import { labelsAnswer, type Pull } from './answers';
import type { GitHubClient } from './GitHubClient';

/** Sets all labels of a request; GitHub makes those that are missing. @returns the labels it has now. */
export async function setLabels(
  client: GitHubClient,
  options: { pull: Pull; labels: string[] },
): Promise<string[]> {
  const { pull, labels } = options;
  const before = pull.labels.map(({ name }) => name);
  if (before.toSorted().join('\n') === labels.toSorted().join('\n')) {
    return before;
  }
  const after = await client.call({
    doing: 'set the labels of a request',
    answer: labelsAnswer,
    run: octokit =>
      octokit.rest.issues.setLabels({
        ...client.where,
        issue_number: pull.number,
        labels,
      }),
  });
  return after.map(({ name }) => name);
}
