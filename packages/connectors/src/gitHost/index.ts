export * from './GitHost';
export * from './errors';
export * from './files';
export * from './requests';
export { LocalGitHost } from './local/LocalGitHost';
export type { LocalGitHostOptions } from './local/options';
