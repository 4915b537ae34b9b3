import { identityApiRef } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { allPages, useLoaded } from '@fairway/ui';
import type { PropsWithChildren } from 'react';
import { exampleCampaign, FakeCampaigns } from '../__testUtils__/FakeCampaigns';
import { FakeDelivery } from '../__testUtils__/FakeDelivery';
import { FakeDrift } from '../__testUtils__/FakeDrift';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { campaignsApiRef } from '../campaignsClient';
import { deliveryApiRef } from '../deliveryClient';
import { driftApiRef } from '../driftClient';
import { useCampaign, useCampaignServices } from './useCampaigns';
import { useDeliveryList } from './useDelivery';
import { useDriftList } from './useDrift';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lets time pass, with all that is asked for and answered meanwhile. */
function pass(ms: number) {
  return act(() => jest.advanceTimersByTimeAsync(ms));
}

function fleet(options: {
  campaigns?: FakeCampaigns;
  delivery?: FakeDelivery;
  drift?: FakeDrift;
}) {
  const {
    campaigns = new FakeCampaigns(),
    delivery = new FakeDelivery(),
    drift = new FakeDrift(),
  } = options;
  const signals = new FakeSignals();
  const wrapper = ({ children }: PropsWithChildren) => (
    <TestApiProvider
      apis={[
        [identityApiRef, mockApis.identity()],
        [signalApiRef, signals],
        [campaignsApiRef, campaigns],
        [deliveryApiRef, delivery],
        [driftApiRef, drift],
      ]}
    >
      {children}
    </TestApiProvider>
  );
  const send = (channel: string, message: object) =>
    act(() => signals.send(channel, message));
  return { wrapper, send };
}

describe('what goes on by itself', () => {
  it('is looked at also where no signal came, until it has ended', async () => {
    const campaigns = new FakeCampaigns([exampleCampaign('it', 'planning')]);
    const asked = jest.spyOn(campaigns, 'getCampaign');
    const { wrapper } = fleet({ campaigns });
    const { result } = renderHook(() => useCampaign('it'), { wrapper });
    await pass(100);
    expect(result.current.value?.state).toBe('planning');
    campaigns.kept.set('it', exampleCampaign('it', 'planned'));
    await pass(3_000);
    await pass(500);
    expect(result.current.value?.state).toBe('planned');
    expect(asked).toHaveBeenCalledTimes(2);
    await pass(60_000);
    await pass(1_000);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe('what is loaded', () => {
  /** Loads that end when the test says so. */
  function open() {
    const answers: ((value: string) => void)[] = [];
    const load = () =>
      new Promise<string>(resolve => {
        answers.push(resolve);
      });
    const { result, rerender } = renderHook(
      ({ key }) => useLoaded({ key, load }),
      { initialProps: { key: 'a campaign' } },
    );
    return { answers, result, rerender };
  }

  it('stays what a change has made of it, also where an older load ends later', async () => {
    const { answers, result } = open();
    await act(async () => answers[0]('running'));
    act(() => result.current.reload());
    act(() => result.current.put('paused'));
    await act(async () => answers[1]('running'));
    expect(result.current).toMatchObject({ value: 'paused', loading: false });
    act(() => result.current.reload());
    await act(async () => answers[2]('stopped'));
    expect(result.current.value).toBe('stopped');
  });

  it('is not what a change has made of the one before', async () => {
    const { answers, result, rerender } = open();
    await act(async () => answers[0]('running'));
    const { put } = result.current;
    rerender({ key: 'another campaign' });
    await act(async () => answers[1]('planned'));
    act(() => put('paused'));
    expect(result.current.value).toBe('planned');
  });

  it('is asked for again by itself when the portal was away', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValueOnce('running');
    const { result } = renderHook(() => useLoaded({ key: 'one', load }));
    await pass(0);
    expect(result.current.error).toBeInstanceOf(TypeError);
    await pass(2_000);
    await pass(4_000);
    expect(result.current).toMatchObject({
      value: 'running',
      error: undefined,
    });
  });
});

describe('a list of many pages', () => {
  it('holds each once and loses none, also when they change their place meanwhile', async () => {
    const names = Array.from({ length: 250 }, (_name, index) => `s-${index}`);
    let calls = 0;
    const list = await allPages<{ name: string; readIn: number }>({
      keyOf: ({ name }) => name,
      soFar: () => undefined,
      load: async ({ cursor = '0', limit }) => {
        calls += 1;
        if (calls === 2) {
          // The last one became the worst: all others go down by one.
          names.unshift(...names.splice(-1));
        }
        const to = Number(cursor) + limit;
        return {
          items: names
            .slice(Number(cursor), to)
            .map(name => ({ name, readIn: calls })),
          total: names.length,
          nextCursor: to < names.length ? String(to) : undefined,
        };
      },
    });
    expect(list.items).toHaveLength(250);
    expect(new Set(list.items.map(({ name }) => name)).size).toBe(250);
    expect(list.items.every(({ readIn }) => readIn > 3)).toBe(true);
    expect(calls).toBe(6);
  });

  it('rests after it was read, however often a campaign moves', async () => {
    const campaigns = FakeCampaigns.ofEach(250);
    const read = jest.spyOn(campaigns, 'listCampaignServices');
    const { wrapper, send } = fleet({ campaigns });
    const { result } = renderHook(() => useCampaignServices('running'), {
      wrapper,
    });
    await pass(0);
    expect(result.current.value?.items).toHaveLength(250);
    expect(read).toHaveBeenCalledTimes(3);
    for (let second = 0; second < 14; second += 1) {
      send('golden-path:campaigns', { id: 'running' });
      await pass(1_000);
    }
    expect(read).toHaveBeenCalledTimes(3);
    await pass(1_000);
    expect(read).toHaveBeenCalledTimes(6);
  });

  it('reads of deliveries only those that the signal names', async () => {
    const delivery = FakeDelivery.ofSize(250);
    const read = jest.spyOn(delivery, 'listDelivery');
    const { wrapper, send } = fleet({ delivery });
    const { result } = renderHook(() => useDeliveryList(), { wrapper });
    await pass(0);
    const named = ['service-0004', 'service-0005'];
    for (const row of delivery.rows) {
      for (const environment of row.environments) {
        environment.failed = named.includes(row.service);
      }
    }
    read.mockClear();
    // Both at once: none is lost.
    send('golden-path:delivery', { services: named.slice(0, 1) });
    send('golden-path:delivery', { services: named.slice(1) });
    await pass(1_000);
    expect(read.mock.calls.map(([query]) => query.search)).toEqual(named);
    expect(result.current.value?.items).toHaveLength(250);
    expect(
      result.current.value?.items
        .filter(({ environments }) => environments.some(each => each.failed))
        .map(({ service }) => service),
    ).toEqual(expect.arrayContaining(named));

    // Of many, none is named: the whole list is read, once it has rested.
    read.mockClear();
    send('golden-path:delivery', { services: [] });
    await pass(1_000);
    expect(read).not.toHaveBeenCalled();
    await pass(15_000);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('tells how far a look for drift is with one small question, and is read again at its end', async () => {
    const drift = FakeDrift.ofSize(250);
    const read = jest.spyOn(drift, 'listDrift');
    const { wrapper, send } = fleet({ drift });
    const { result } = renderHook(() => useDriftList(), { wrapper });
    await pass(0);
    await pass(20_000);
    read.mockClear();
    for (const done of [50, 100]) {
      drift.beside = { running: { done, services: 250 } };
      send('golden-path:drift', {});
      await pass(1_000);
      expect(result.current.value?.page.running?.done).toBe(done);
    }
    expect(read).toHaveBeenCalledTimes(2);
    drift.beside = {};
    send('golden-path:drift', {});
    await pass(1_000);
    expect(result.current.value?.page.running).toBeUndefined();
    await pass(1_000);
    expect(read).toHaveBeenCalledTimes(6);
  });
});
