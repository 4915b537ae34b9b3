import type { IContainer } from 'kubernetes-models/v1';
import { because } from '../../because';
import type { ContainerPart, ContainerPlace } from './part';

/** The same for every container: an intent cannot ask for more. */
export function securityContextOf({
  at,
}: ContainerPlace): ContainerPart<Pick<IContainer, 'securityContext'>> {
  return {
    fields: {
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
      },
    },
    reasons: [
      because(
        `${at}/securityContext`,
        'fairway:hardened-security-context',
        'No privilege escalation, no capabilities and a root file system that cannot be written: a break-in finds nothing to build on.',
      ),
    ],
  };
}
