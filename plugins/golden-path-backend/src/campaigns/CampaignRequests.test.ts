import { NotFoundError } from '@backstage/errors';
import { NoSuchRequestError } from '../errors';
import {
  CampaignRequests,
  type CampaignRequestsOptions,
} from './CampaignRequests';

type Look = Awaited<ReturnType<CampaignRequests['look']>>;

describe('What a campaign asks of change requests', () => {
  const gone = async () => {
    throw new NotFoundError('it is not there');
  };

  function looking(options: {
    isStored: boolean;
    require: CampaignRequestsOptions['records']['require'];
    find?: CampaignRequestsOptions['host']['find'];
    list?: CampaignRequestsOptions['host']['list'];
  }): Promise<Look> {
    const known = options.isStored
      ? [{ id: 'github-7', service: 'basket' }]
      : [undefined];
    const requests = CampaignRequests.create({
      drift: { get: async () => undefined },
      host: {
        find: options.find ?? (async () => undefined),
        list: options.list ?? (async () => ({ items: [], total: 0 })),
      },
      platform: { proposeFor: gone },
      records: { require: options.require },
      store: { getMany: jest.fn().mockResolvedValue(known), list: jest.fn() },
    });
    return requests.look('github-7');
  }

  it('takes a request for gone only where the host shows the repository and not the request', async () => {
    expect(await looking({ isStored: true, require: gone })).toBeUndefined();
    expect(
      await looking({
        isStored: false,
        require: async () => {
          throw new NoSuchRequestError('nobody knows it');
        },
      }),
    ).toBeUndefined();
    // Git shows nothing, and neither does the API: access was lost.
    for (const door of [{ find: gone }, { list: gone }]) {
      await expect(
        looking({ isStored: true, require: gone, ...door }),
      ).rejects.toThrow('it is not there');
    }
  });
});
