export { objectivesIntoIntent, type IntoIntent } from './objectivesIntoIntent';
