export * from './gitHost';
export * from './seed';
