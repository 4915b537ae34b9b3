import { fixtures } from '../../__testUtils__/fixtures';
import {
  describeLocalHost,
  merge,
} from '../../__testUtils__/describeLocalHost';

jest.setTimeout(120_000);

describeLocalHost('in several processes', setupOf => {
  it('works in several processes at once', async () => {
    const setup = setupOf();
    const hosts = [
      await setup.start(),
      await setup.start(),
      await setup.start(),
    ];
    const keys = Array.from({ length: 9 }, (_, index) => `service-${index}`);
    const requests = await Promise.all(
      keys.map((key, index) =>
        hosts[index % 3].propose(fixtures.proposalOf(key)),
      ),
    );
    expect(new Set(requests.map(request => request.number)).size).toBe(9);
    await Promise.all(
      requests.map((request, index) => merge(hosts[(index + 1) % 3], request)),
    );
    for (const host of hosts) {
      expect((await host.list({ state: 'merged' })).total).toBe(9);
      const commit = await host.headCommit();
      expect(await host.readTree({ commit })).toHaveLength(18);
    }
  });

  it('makes one request when several processes propose for the same service', async () => {
    const setup = setupOf();
    const hosts = [
      await setup.start(),
      await setup.start(),
      await setup.start(),
    ];
    const requests = await Promise.all(
      hosts.map((host, index) =>
        host.propose({
          ...fixtures.proposal,
          write: [
            {
              path: 'services/payments-api/intent.yaml',
              text: `v: ${index}\n`,
            },
          ],
        }),
      ),
    );
    expect(new Set(requests.map(request => request.id)).size).toBe(1);
    expect((await hosts[0].list({ state: 'open' })).total).toBe(1);
  });

  it('merges a request once when two people press the button', async () => {
    const setup = setupOf();
    const hosts = [await setup.start(), await setup.start()];
    const request = await hosts[0].propose(fixtures.proposal);
    const merged = await Promise.all(hosts.map(host => merge(host, request)));
    expect(merged[0].mergeCommit).toBe(merged[1].mergeCommit);
  });
});
