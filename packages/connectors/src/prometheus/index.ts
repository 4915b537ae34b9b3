export { readPrometheusSources, type PrometheusSettings } from './config';
export {
  PrometheusQueryError,
  PrometheusUnavailableError,
  type PrometheusTrouble,
} from './errors';
export {
  PrometheusClient,
  type Answered,
  type PrometheusClientOptions,
} from './PrometheusClient';
export {
  PrometheusSliSource,
  type PrometheusSliSourceOptions,
} from './PrometheusSliSource';
export type { PrometheusFetch } from './secureFetch';
