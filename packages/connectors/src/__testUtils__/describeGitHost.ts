import type { GitHost } from '../gitHost';
import { describeDesiredState } from './gitHost/describeDesiredState';
import { describeMerges } from './gitHost/describeMerges';
import { describeOutside } from './gitHost/describeOutside';
import { describeProposals } from './gitHost/describeProposals';
import { describeRefusals } from './gitHost/describeRefusals';
import { describeRequests } from './gitHost/describeRequests';
import type { Outside } from './gitHost/Outside';
import { underTestOf, type UnderTest } from './gitHost/underTest';

/** A host with an empty repository, and what ends it. */
export interface GitHostUnderTest {
  host: GitHost;
  /** What people do on the host without the portal, as far as tests can. */
  outside?: Outside;
  /** Starts another portal on it, with an empty disk and an empty database; ended by `cleanup`. */
  startAnew?(): Promise<GitHost>;
  cleanup(): Promise<void>;
}

const behaviours: Record<string, (underTest: () => UnderTest) => void> = {
  'proposes changes': describeProposals,
  'ends requests': describeMerges,
  'tells of requests': describeRequests,
  'reads the desired state': describeDesiredState,
  'takes no harm': describeRefusals,
  'lives with what others do': describeOutside,
};

/**
 * What every Git host does, whichever it is. Implementations run it with a factory that gives a host on an empty
 * repository; what a host cannot do by its `capabilities` is left out.
 */
export function describeGitHost(
  name: string,
  factory: () => Promise<GitHostUnderTest>,
): void {
  describe.each(Object.entries(behaviours))(
    `${name} as a Git host %s`,
    (_, tests) => {
      let underTest: UnderTest;
      let cleanup: (() => Promise<void>) | undefined;

      beforeEach(async () => {
        const made = await factory();
        underTest = underTestOf(made);
        cleanup = made.cleanup;
      });

      afterEach(async () => {
        await cleanup?.();
        cleanup = undefined;
      });

      tests(() => underTest);
    },
  );
}
