import { useRouteRef } from '@backstage/core-plugin-api';
import type { WorkloadType } from '@fairway/plugin-golden-path-common';
import { askToChange } from '../form/change/address';
import { useMayPropose } from '../form/proposer';
import { templateRouteRef } from '../routes';

/**
 * Where a service is changed: the form of its workload type, which the template of that name asks. Nothing for those
 * who may not propose, and in an app that has no such form.
 */
export function useChangeService():
  | ((options: { service: string; workloadType: WorkloadType }) => string)
  | undefined {
  const template = useRouteRef(templateRouteRef);
  const mayPropose = useMayPropose();
  return mayPropose && template
    ? ({ service, workloadType }) =>
        `${template({
          namespace: 'default',
          templateName: workloadType,
        })}${askToChange(service)}`
    : undefined;
}
