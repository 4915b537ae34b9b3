export * from './DataTable';
export * from './column';
export * from './useTableQuery';
