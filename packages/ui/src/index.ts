/**
 * What the pages of Fairway share: states, chips, numbers, code viewers, tables, charts, and what is shown when there is
 * nothing, an error, or no permission.
 *
 * @packageDocumentation
 */
export * from './theme';
export * from './state';
export * from './entity';
export * from './format';
export * from './text';
export * from './code';
export * from './table';
export * from './feedback';
export * from './layout';
export * from './filter';
export * from './client';
export * from './loading';
export * from './words';
export * from './chart';
export { uiTranslationRef } from './translation';
