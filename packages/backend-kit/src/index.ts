/**
 * What the backends of all families share: who asks, whether they may, calls that are checked, pages of lists, and
 * refusals in plain words.
 *
 * @packageDocumentation
 */
export * from './Access';
export * from './audited';
export * from './Breath';
export * from './callers';
export * from './clock';
export * from './errors';
export * from './OtherPlugin';
export * from './paging';
export * from './parse';
export * from './refusals';
