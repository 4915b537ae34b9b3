import type { Fleet, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** What becomes of the intent of one service. @public */
export interface IntentChange {
  /** As merged; missing for a service that is new. */
  before?: ServiceIntent;
  /** Under another name when the service is renamed; missing when it goes. */
  after?: ServiceIntent;
}

/** What a flow comes to. @public */
export interface FlowPlan {
  /** One line of plain text. */
  title: string;
  /** The service in question. */
  main: IntentChange;
  /** Others whose intent follows, by name. */
  others: IntentChange[];
  /**
   * Entity refs, `group:<name>`, of those who have to agree before what is theirs changes: the owners of the service,
   * and of others that lose something. Each once, sorted.
   */
  owners: { owner: string; why: string }[];
  /** What people should know before. */
  warnings: string[];
  /** Why it cannot be proposed as it stands; what is planned then tells what would be. */
  blocked: { why: string; remedy: string }[];
}

/** What planning a flow needs to know. */
export interface FlowGround {
  /** The service as merged. */
  service: ServiceIntent;
  /** All that is merged, by name. */
  intents: ReadonlyMap<string, ServiceIntent>;
  contract: PlatformContract;
  fleet: Fleet;
}
