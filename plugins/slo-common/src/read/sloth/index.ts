export { isSloth, readSloth } from './readSloth';
