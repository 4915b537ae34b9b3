import { InputError, ServiceUnavailableError } from '@backstage/errors';

/** Prometheus understood, and does not answer this query: a smaller one may have an answer. @public */
export class PrometheusQueryError extends InputError {
  override readonly name = 'InputError' as const;
}

/** Why nothing comes from there, whatever is asked. @public */
export type PrometheusTrouble =
  /** Not there, or it cuts its answers. */
  | 'unreachable'
  /** No whole answer in time. */
  | 'slow'
  /** It asks to come back later, or has trouble of its own. */
  | 'overloaded'
  /** It does not take the credentials. */
  | 'credentials'
  /** Something else answers. */
  | 'not-prometheus';

/** @public */
export class PrometheusUnavailableError extends ServiceUnavailableError {
  override readonly name = 'ServiceUnavailableError' as const;
  readonly trouble: PrometheusTrouble;

  constructor(trouble: PrometheusTrouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}
