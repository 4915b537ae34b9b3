import type { ServiceFlow } from './api';
import type { FlowGround, FlowPlan } from './flowPlan';
import { planMove } from './move';
import { planRename } from './rename';
import { planRetire } from './retire';

/**
 * What a flow does to the intents of a fleet: which change, who has to agree, what people should know before, and why
 * it cannot be proposed as it stands. Nothing is compiled.
 * @public
 */
export function planFlow(
  options: FlowGround & { flow: ServiceFlow },
): FlowPlan {
  const { flow, ...ground } = options;
  switch (flow.kind) {
    case 'rename':
      return planRename(ground, flow.to);
    case 'move':
      return planMove(ground, flow);
    default:
      return planRetire(ground, { release: flow.release ?? false });
  }
}
