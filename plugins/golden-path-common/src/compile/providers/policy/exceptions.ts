import type { Because } from '../../../model';
import type { PolicyException } from '../../../schema/contract';
import { namespaceFor } from '../../../settings/names';
import { because } from '../../because';
import { isExpired, lastSecondOf } from '../../../waivers/expiry';
import { NAME_LABEL } from '../../names';
import type { PlatformContext } from '../../platformContext';

/** Exceptions of one policy as a cluster can hold them. */
export interface HeldExceptions {
  condition: { name: string; expression: string };
  /** Which they are and when they end, for people who read the object. */
  note: string;
  /** Reasons for the condition that stands at the pointer. */
  reasons(at: string): Because[];
}

const CONDITION = 'fairway-exceptions';

/**
 * The exceptions of a policy as a condition under which it applies at all. A service is known by the label of its
 * name, and only in its own namespaces: a label alone could be put on by anyone.
 *
 * An expression has no clock, but the API server writes the time into every object that it creates, whatever the
 * sender says. So what is created after the end is refused to the second; what was there before keeps the
 * exception until the next render, which leaves it out.
 */
export function exceptionsOf(
  policy: string,
  ctx: PlatformContext,
): HeldExceptions | undefined {
  const held = ctx.contract.exceptions
    .map((exception, index) => ({ exception, index }))
    .filter(
      ({ exception }) =>
        exception.policy === policy && !isExpired(exception.expires, ctx.now),
    )
    .flatMap(({ exception, index }) => {
      const namespaces = namespacesOf(exception, ctx);
      return namespaces.length > 0 ? [{ exception, index, namespaces }] : [];
    });
  if (held.length === 0) {
    return undefined;
  }
  return {
    condition: {
      name: CONDITION,
      expression: held
        .map(({ exception, namespaces }) => outside(exception, namespaces))
        .join(' && '),
    },
    note: held
      .map(({ exception }) => `${exception.id} until ${exception.expires}`)
      .join(', '),
    reasons: at =>
      held.map(({ exception, index }) =>
        because(
          at,
          `contract:/exceptions/${index}`,
          `${exception.service} is excepted until ${exception.expires} (${exception.ticket}, ${exception.approvedBy}): ${exception.reason}`,
        ),
      ),
  };
}

/** Namespaces of this cluster in which the exception holds. */
function namespacesOf(
  exception: PolicyException,
  ctx: PlatformContext,
): string[] {
  const here = exception.environments.filter(name =>
    ctx.cluster.environments.includes(name),
  );
  const service = ctx.fleet?.services[exception.service];
  if (!service) {
    if (here.length > 0) {
      ctx.leaveOut({
        what: `Exception ${exception.id}`,
        why: `No intent of ${exception.service} was given, so nobody knows its namespaces; ${exception.policy} denies it in the clusters.`,
        from: `contract:/exceptions/${ctx.contract.exceptions.indexOf(
          exception,
        )}`,
      });
    }
    return [];
  }
  const { contract } = ctx;
  return here
    .filter(name => service.environments.includes(name))
    .map(environment =>
      namespaceFor({
        contract,
        environment,
        team: service.team,
        system: service.system,
      }),
    );
}

/** True for everything but what the exception lets pass. */
function outside(exception: PolicyException, namespaces: string[]): string {
  const end = lastSecondOf(exception.expires);
  const terms = [
    'object != null',
    `request.namespace in [${listOfTexts(namespaces)}]`,
    `object.metadata.?labels[?'${NAME_LABEL}'].orValue('') == '${exception.service}'`,
    `(object.metadata.?creationTimestamp.orValue(null) == null || timestamp(object.metadata.creationTimestamp) <= timestamp('${end}'))`,
  ];
  return `!(${terms.join(' && ')})`;
}

/** DNS labels, so nothing in them needs an escape. */
function listOfTexts(names: string[]): string {
  return names.map(name => `'${name}'`).join(', ');
}
