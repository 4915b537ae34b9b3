import { oneOf, shown, type Problem } from '../schema/problem';
import { nearestName } from '../words/nearest';
import type { CampaignScope, CreateCampaign } from './api';
import { isIdleEdit } from './edits';

/** As many as anyone mends before asking again; each is compared with all names of the fleet. */
const MAX_PROBLEMS = 20;
/** Names that are all named where none is near. */
const FEW = 10;

const ONE_OF = {
  teams: 'team',
  environments: 'environment',
  services: 'service',
} as const satisfies Partial<Record<keyof CampaignScope, string>>;

/** What fleet and contract know, to be named in a scope. @public */
export type CampaignNames = Record<keyof typeof ONE_OF, readonly string[]>;

/** What is wrong with a campaign that is proposed: names that nobody has, and edits that can change nothing. @public */
export function campaignProblems(
  { change, scope = {} }: Pick<CreateCampaign, 'change' | 'scope'>,
  known: CampaignNames,
): Problem[] {
  const edits = change.type === 'intent' ? change.edits : [];
  const idle = edits.flatMap((edit, index) =>
    isIdleEdit(edit)
      ? [
          {
            at: `/change/edits/${index}/to`,
            message: `${edit.at} becomes what it is, ${shown(edit.to)}`,
            found: shown(edit.to),
            remedy: 'State another value than that of "from"',
          },
        ]
      : [],
  );
  const unknown = (['teams', 'environments', 'services'] as const).flatMap(
    kind => {
      const names = new Set(known[kind]);
      return (scope[kind] ?? []).flatMap((name, index) =>
        names.has(name) ? [] : [{ kind, index, name }],
      );
    },
  );
  return [
    ...idle,
    ...unknown.slice(0, MAX_PROBLEMS).map(({ kind, index, name }) => ({
      at: `/scope/${kind}/${index}`,
      ...nobodyHas(name, { what: ONE_OF[kind], known: known[kind] }),
    })),
  ];
}

function nobodyHas(
  name: string,
  { what, known }: { what: string; known: readonly string[] },
): Pick<Problem, 'message' | 'found' | 'nearest' | 'remedy'> {
  const found = shown(name);
  const message = `there is no ${what} ${found}`;
  const nearest = nearestName(name, known);
  if (nearest !== undefined) {
    return {
      message: `${message}, nearest "${nearest}"`,
      found,
      nearest,
      remedy: `Write "${nearest}"`,
    };
  }
  const few = known.length > 0 && known.length <= FEW;
  return {
    message,
    found,
    remedy: few
      ? `Write ${oneOf([...known].sort())}`
      : `Name ${what}s that are there, or leave it out`,
  };
}
