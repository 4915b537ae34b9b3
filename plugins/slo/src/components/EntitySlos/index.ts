export { EntitySloCard } from './EntitySloCard';
export { EntitySloContent } from './EntitySloContent';
