import type { DriftFile } from '@fairway/plugin-golden-path-common';
import type { DriftFound } from '../store/driftRows';
import { isOfNamespace, NOBODY } from './strays';

/**
 * Why no request can mend it; undefined when one can.
 *
 * @param options - `mayRemove`: whether the person may take files away that belong to no owner
 */
export function whyNotMend(
  record: DriftFound,
  { mayRemove }: { mayRemove: boolean },
): string | undefined {
  const { service, state, orphan, denied, details } = record;
  if (service === NOBODY) {
    return 'These files belong to no service, so no request is made for them; remove them in the GitOps repository.';
  }
  if (orphan) {
    return `No intent of ${service} is merged, and its files were left over; remove services/${service} and its folders below clusters/ in the GitOps repository.`;
  }
  if (state === 'unreadable') {
    return `The intent of ${service} cannot be read, so nothing can be derived from it; mend services/${service}/intent.yaml in the GitOps repository, or take the newest version of it back that could be read.`;
  }
  if (denied > 0) {
    return `What ${service} derives now is denied; mend what the findings say, by a change of the service.`;
  }
  const { files } = details;
  if (!mayRemove && files.length > 0 && files.every(isForeignInNamespace)) {
    return `Nothing derives ${files
      .map(({ path }) => path)
      .join(
        ', ',
      )}, and it lies in a folder that services share: ask somebody who may open requests for every team, as the platform team may.`;
  }
  return state === 'none' || files.length === 0
    ? `Git holds what ${service} derives; there is nothing to mend.`
    : undefined;
}

/** Files in folders that services share and that nothing derives: they go with the request of who may remove them. */
export function foreignInNamespaces({ details }: DriftFound): string[] {
  return details.files.filter(isForeignInNamespace).map(({ path }) => path);
}

function isForeignInNamespace({
  path,
  kind,
}: Pick<DriftFile, 'path' | 'kind'>) {
  return kind === 'foreign' && isOfNamespace(path);
}

/** Why a person of another group may not open it. */
export function notOfTheTeam(owner: string, service: string): string {
  return `You are no member of ${owner}, which owns ${service}; ask someone of that group to mend it.`;
}
