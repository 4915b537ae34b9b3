import type { CompileResult } from '../../../model';
import { valueAt } from '../../../json/pointer';
import { contractWith } from '../../__testUtils__/contractWith';
import { compileShipped, paymentsApi } from '../../__testUtils__/shipped';

/** What is asked of the metrics store about a canary, with why, by objective. */
const ASKED = {
  'argo-rollouts': (result: CompileResult) =>
    asked(result, 'AnalysisTemplate', [
      '/spec/metrics/0/provider/prometheus/query',
      '/spec/metrics/1/provider/prometheus/query',
    ]),
  flagger: (result: CompileResult) =>
    asked(result, 'MetricTemplate', ['/spec/query']),
};

function asked({ objects }: CompileResult, kind: string, pointers: string[]) {
  return objects
    .filter(({ object }) => object.kind === kind)
    .flatMap(({ object, because }) =>
      pointers.map(pointer => ({
        query: String(valueAt(object, pointer)),
        why: because.find(({ at }) => at === pointer)?.why,
      })),
    );
}

describe.each(['argo-rollouts', 'flagger'] as const)(
  'A canary by %s that gets few requests',
  provider => {
    const [availability, latency] = ASKED[provider](
      compileShipped(paymentsApi(), {
        contract: contractWith({ rollout: { provider } }),
        environments: ['prod'],
      }),
    );

    it('is not taken back for one that failed, however few the others are', () => {
      expect(availability.query).toMatch(
        / and sum\(increase\(http_requests_total\{.*,status=~"5\.\."\}\[5m\]\)\) >= 3\b/,
      );
      expect(availability.why).toContain('Fewer than 3 failed requests in 5m');
    });

    it('is not taken back for one that was slow', () => {
      expect(latency.query).toMatch(
        / and sum\(increase\(http_request_duration_seconds_count\{.*\}\[5m\]\)\) >= 60\b/,
      );
      expect(latency.why).toContain('Fewer than 60 requests in 5m');
    });

    it('passes where there is nothing to tell by', () => {
      const passes = {
        'argo-rollouts': / >= (3|60)$/,
        flagger: /^\(.*\) >= 0 or vector\(0\)$/,
      }[provider];
      expect(availability.query).toMatch(passes);
      expect(latency.query).toMatch(passes);
    });
  },
);
