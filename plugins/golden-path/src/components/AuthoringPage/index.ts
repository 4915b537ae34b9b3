export { AuthoringPage } from './AuthoringPage';
