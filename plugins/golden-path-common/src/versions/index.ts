export {
  compareContracts,
  type ContractChange,
  type ContractComparison,
} from './compareContracts';
export { type ChangeLevel } from './rules';
