export * from './StateChip';
export * from './SeverityIcon';
