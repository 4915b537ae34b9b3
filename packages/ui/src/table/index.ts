export * from './DataTable';
export * from './column';
export * from './useTableQuery';
export { hasWords } from './rows';
