export { ArgoCd, type ArgoCdApplication, type ArgoCdOptions } from './ArgoCd';
