export type { CheckOptions } from './options';
export { checkAgreements } from './agreements';
export { checkDirectory } from './directory';
export { checkExposure } from './exposure';
export { checkHosts } from './hosts';
export { checkImages } from './images';
export { checkQuota, quotaOf } from './quota';
export { checkSecrets } from './secrets';
