export { parseCron, type CronExpression } from './parse';
export { rhythmOf, type Rhythm } from './rhythm';
export { cronInWords } from './words';
