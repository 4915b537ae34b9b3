export * from './intentForm';
export * from './intentFromForm';
export * from './formFromIntent';
export * from './formPath';
export * from './formProblems';
export * from './preview';
export * from './grants';
export * from './willExist';
export { OWN_SERVICES, type Proposer } from './ownership';
