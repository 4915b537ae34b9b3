export * from './alertWindowsOf';
export * from './historyOf';
export * from './statusOf';
