export * from './MiddleTruncate';
export * from './CopyButton';
