export { isDerived } from './isDerived';
export { objectivesIntoIntent, type IntoIntent } from './objectivesIntoIntent';
export { problemsForGoldenPath } from './problemsForGoldenPath';
