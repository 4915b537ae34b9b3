import type { RegisterCommand } from './command';
import { registerCompile } from './compile';
import { registerContractCheck } from './contractCheck';
import { registerDiff } from './diff';
import { registerExplain } from './explain';
import { registerPolicyTest } from './policyTest';

/** Every command, in the order of the help. */
export const commands: RegisterCommand[] = [
  registerCompile,
  registerExplain,
  registerDiff,
  registerPolicyTest,
  registerContractCheck,
];
