export * from './argoCd';
export * from './deliveryHistory';
export * from './gitHost';
export * from './prometheus';
export * from './seed';
export * from './sliSource';
