export { EntityGoldenPathCard } from './EntityGoldenPathCard';
export { EntityGoldenPathContent } from './EntityGoldenPathContent';
