export * from './historyOf';
export * from './statusOf';
