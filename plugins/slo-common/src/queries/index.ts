export { QUERY_LIMITS, type QueryLimits } from './limits';
export { planRatios } from './planRatios';
export { planSlots, type SlotsQuery } from './planSlots';
export {
  assign,
  objectivesOf,
  smallerQueries,
  textOf,
  wantedOf,
  type BareQuery,
  type JoinedQuery,
  type PlannedQuery,
  type Quantity,
  type RecordedQuery,
  type Wanted,
} from './plannedQuery';
export { RatioBook, type InstantSeries } from './readRatios';
export { SlotBook, type RangeSeries } from './readSlots';
