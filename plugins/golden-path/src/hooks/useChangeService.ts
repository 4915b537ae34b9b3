import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  formTemplateOf,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import useAsync from 'react-use/esm/useAsync';
import { askToChange } from '../form/change/address';
import { useMayPropose } from '../form/proposer';
import { templateRouteRef } from '../routes';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'spec.parameters',
];

/** Where a service is changed; `none` when the catalog holds no form of its workload type. */
export type WayToChange = { to: string } | 'none';

/**
 * The form that made a service of this type, which also changes it: the template that says it is of the type. Nothing
 * for those who may not propose, and in an app that has no such form.
 */
export function useChangeService(options: {
  service: string;
  workloadType: WorkloadType;
}): WayToChange | undefined {
  const { service, workloadType } = options;
  const addressOf = useRouteRef(templateRouteRef);
  const mayPropose = useMayPropose();
  const template = useFormTemplate(workloadType);
  if (!mayPropose || !addressOf) {
    return undefined;
  }
  return template
    ? {
        to: `${addressOf({
          namespace: template.namespace,
          templateName: template.name,
        })}${askToChange(service)}`,
      }
    : 'none';
}

/** As templates that ship are called, until the catalog has answered and where it does not. */
function useFormTemplate(workloadType: WorkloadType) {
  const catalog = useApiHolder().get(catalogApiRef);
  const { value, loading, error } = useAsync(async () => {
    const answer = await catalog?.getEntities({
      filter: { kind: 'Template' },
      fields: FIELDS,
    });
    return answer?.items;
  }, [catalog]);
  return loading || error || !value
    ? { namespace: 'default', name: workloadType }
    : formTemplateOf({ templates: value, workloadType });
}
