export {
  connectivity,
  type Connection,
  type Connectivity,
} from './connectivity';
export type { NetworkPolicyProblem } from './networkPolicy';
