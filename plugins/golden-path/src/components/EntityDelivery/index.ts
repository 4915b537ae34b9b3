export { DeliverySection } from './DeliverySection';
export { DeliveryLine } from './DeliveryLine';
