export { isIntent, readIntent } from './readIntent';
