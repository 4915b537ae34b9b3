export * from './allPages';
export * from './useLoaded';
export * from './useOnSignal';
export * from './useReloadOnSignal';
export * from './useWholeList';
export * from './useOnce';
export * from './useReadMoved';
export * from './useSettled';
