export { diffObjects, type ValueChange } from './objects';
export {
  diffResults,
  groupChanges,
  summarizeChanges,
  type ChangeGroup,
} from './results';
