export type { SlothAlert, SlothSlo } from './model';
export { slothRules } from './slothRules';
