import type { IContainer, IEnvVar } from 'kubernetes-models/v1';
import { because } from '../../because';
import { variablePointer } from '../../secretPlan';
import type { ContainerPart, ContainerPlace } from './part';

interface Variable {
  variable: IEnvVar;
  from: string;
  why: string;
}

/** The telemetry contract's variables first, so that the intent may set its own. */
export function environmentOf(
  place: ContainerPlace,
): ContainerPart<Pick<IContainer, 'env'>> {
  const variables = [...telemetryVariables(place), ...statedVariables(place)];
  return {
    fields: { env: variables.map(({ variable }) => variable) },
    reasons: variables.map(({ from, why }, index) =>
      because(`${place.at}/env/${index}`, from, why),
    ),
  };
}

function telemetryVariables({ ctx, container }: ContainerPlace): Variable[] {
  const variables = [
    {
      name: 'OTEL_SERVICE_NAME',
      value: ctx.name,
      why: 'so that logs, metrics and traces carry the same service',
    },
    {
      name: 'OTEL_RESOURCE_ATTRIBUTES',
      value: `service.namespace=${ctx.intent.metadata.system},deployment.environment.name=${ctx.environment.name}`,
      why: 'so that signals of two environments are never mixed up',
    },
  ];
  return variables
    .filter(({ name }) => !Object.hasOwn(container.env, name))
    .map(({ name, value, why }) => ({
      variable: { name, value },
      from: 'contract:/telemetry/signals',
      why: `The telemetry contract names the service and its environment, ${why}.`,
    }));
}

/** What the intent states; a value that holds a secret is composed as the provider of secrets does it. */
function statedVariables({ ctx, container }: ContainerPlace): Variable[] {
  const compose = ctx.secretAccess.variables(ctx, container);
  const composed = new Map(
    ctx.secrets.variables
      .filter(variable => variable.container === container.name)
      .map(variable => [variable.variable, variable]),
  );
  return Object.entries(container.env).flatMap(([name, value]): Variable[] => {
    const variable = composed.get(name);
    return variable
      ? compose(variable)
      : [
          {
            variable: { name, value },
            from: `intent:${variablePointer(ctx, container, name)}`,
            why: `Variable ${name} as the intent states it.`,
          },
        ];
  });
}
