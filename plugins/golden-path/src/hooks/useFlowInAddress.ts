import type { ServiceFlow } from '@fairway/plugin-golden-path-common';
import { useSearchParams } from 'react-router-dom';
import { FLOW_PARAM } from './useFlowLink';

const FLOWS: ServiceFlow['kind'][] = ['rename', 'move', 'retire'];

/** The flow whose dialog is open, kept in the address so that a link opens it. */
export function useFlowInAddress(): [
  flow: ServiceFlow['kind'] | undefined,
  show: (flow: ServiceFlow['kind'] | undefined) => void,
] {
  const [params, setParams] = useSearchParams();
  const asked = params.get(FLOW_PARAM);
  const show = (flow: ServiceFlow['kind'] | undefined) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        if (flow) {
          next.set(FLOW_PARAM, flow);
        } else {
          next.delete(FLOW_PARAM);
        }
        return next;
      },
      { replace: true },
    );
  return [FLOWS.find(flow => flow === asked), show];
}
