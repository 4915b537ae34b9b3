export * from './links';
export * from './chips';
