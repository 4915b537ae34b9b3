export { createDemoSliSource } from './demoSliSource';
export {
  DEFAULT_SHARE,
  DEMO_FAULTS,
  isActive,
  newDemoFaultSchema,
  type DemoFault,
  type DemoFaultKind,
  type DemoFaults,
  type NewDemoFault,
} from './faults';
