import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { ServiceFlow } from '@fairway/plugin-golden-path-common';

/** Part of the address of an entity page that opens a flow. */
export const FLOW_PARAM = 'flow';

/** Where a service is renamed, moved or retired: its golden path, with the dialog open. */
export function useFlowLink(): (options: {
  service: string;
  flow?: ServiceFlow['kind'];
}) => string {
  const link = useEntityRefLink();
  return ({ service, flow }) =>
    `${link(`component:default/${service}`)}/golden-path${
      flow ? `?${FLOW_PARAM}=${flow}` : ''
    }`;
}
