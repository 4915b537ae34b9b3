export { createPolicyEngine } from './engine';
export type { PolicyEngine, PolicyOutcome, PolicyRequest } from './engine';
export { parsePolicies } from './parsePolicies';
export type { ParsedPolicies, PolicyProblem } from './parsePolicies';
export { testPolicies } from './testPolicies';
export type { PolicyTestRow } from './testPolicies';
