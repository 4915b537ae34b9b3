export * from './DataTable';
export * from './useTableQuery';
