/**
 * Pages of service level objectives. For apps on the new frontend system; `./legacy` serves those that have not moved.
 *
 * @packageDocumentation
 */
export { sloPlugin as default } from './plugin';
export {
  SloClient,
  sloApiRef,
  type ObjectivesQuery,
  type PageQuery,
  type RequestOptions,
  type SloApi,
  type TimeQuery,
} from './api';
export {
  isSloAvailable,
  SLO_ANNOTATION,
  SLO_DOCUMENTS_ANNOTATION,
} from './components/EntitySlos/annotations';
