export { compileCel, createCelEnvironment } from './environment';
export type { CelCompilation, CelEnvironment, CelProgram } from './environment';
export { celValue } from './values';
export { identifiersOf } from './identifiers';
