export * from './api';
export { changeWords } from './changeWords';
export { dependentsOf } from './dependents';
export type { FlowPlan, IntentChange } from './flowPlan';
export { callsOf, withAccepted, withoutAccepted } from './lines';
export { planFlow } from './planFlow';
export { removedAgreements, type RemovedAgreement } from './removedAgreements';
export * from './formTemplate';
export * from './sameFlow';
