import type { RegisterCommand } from './command';
import { registerCompile } from './compile';
import { registerConnectivity } from './connectivity';
import { registerContractCheck } from './contractCheck';
import { registerContractRender } from './contractRender';
import { registerDemoExport } from './demoExport';
import { registerDiff } from './diff';
import { registerExplain } from './explain';
import { registerImport } from './import';
import { registerPolicyTest } from './policyTest';
import { registerSchema } from './schema';
import { registerSloGenerate } from './sloGenerate';
import { registerSloValidate } from './sloValidate';

/** Every command, in the order of the help. */
export const commands: RegisterCommand[] = [
  registerCompile,
  registerExplain,
  registerDiff,
  registerPolicyTest,
  registerConnectivity,
  registerImport,
  registerContractCheck,
  registerContractRender,
  registerSchema,
  registerSloGenerate,
  registerSloValidate,
  registerDemoExport,
];
