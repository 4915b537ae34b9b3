export { findDuplicates } from '../duplicates';
export { isIntent, readIntent } from './intent';
export { isOpenSlo, readOpenSlo } from './openslo';
export { isPyrra, readPyrra } from './pyrra';
export { readSloDocuments, readYamlDocuments } from './readSloDocuments';
export { isSloth, readSloth } from './sloth';
export { isAboutObjectives } from './unknownDocument';
export { yamlDocuments, type YamlDocuments } from './yamlDocuments';
export type * from './types';
