export { compileCel, createCelEnvironment } from './environment';
export type { CelCompilation, CelProgram } from './environment';
export { celValue } from './values';
export { identifiersOf } from './identifiers';
