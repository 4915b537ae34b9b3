import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../__testUtils__/collecting';
import { BudgetPolicy, DEFAULT_RULES } from './BudgetPolicy';

function begin(answer: () => Promise<unknown>) {
  const clock = new FakeClock('2026-11-22T12:00:00Z');
  const logger = mockServices.logger.mock();
  const get = jest.fn(answer);
  const policy = BudgetPolicy.create({ clock, goldenPath: { get }, logger });
  return { clock, get, logger, policy };
}

const contract = (slo?: object) => async () => ({
  contract: {
    environments: [
      { name: 'dev', production: false },
      { name: 'live', production: true },
    ],
    ...(slo && { slo }),
  },
});

describe('what is to happen when budgets go', () => {
  it('is what the contract says, the first rule first, asked for once a minute', async () => {
    const { clock, get, policy } = begin(
      contract({
        minimumEvents: 5,
        budgetPolicy: [
          { spentPercent: 100, consequence: 'Stop', review: true },
          { spentPercent: 80, consequence: 'Look' },
        ],
      }),
    );
    const [rules] = await Promise.all([policy.rules(), policy.rules()]);
    expect(rules).toMatchObject({ minimumEvents: 5, production: ['live'] });
    expect(await policy.standing(0.8)).toEqual({
      spent: 0.8,
      rules: [
        { spentPercent: 80, consequence: 'Look', holds: true },
        { spentPercent: 100, consequence: 'Stop', holds: false },
      ],
    });
    expect((await policy.standing(undefined)).rules).toEqual([
      expect.objectContaining({ holds: false }),
      expect.objectContaining({ holds: false }),
    ]);
    expect(get).toHaveBeenCalledTimes(1);
    clock.pass(60);
    await policy.rules();
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('holds when exactly so much is spent, whatever floating point makes of it', async () => {
    const { policy } = begin(
      contract({ budgetPolicy: [{ spentPercent: 29, consequence: 'Look' }] }),
    );
    expect((await policy.standing(0.29)).rules).toMatchObject([
      { holds: true },
    ]);
    expect((await policy.standing(0.2899)).rules).toMatchObject([
      { holds: false },
    ]);
  });

  it('is the usual where the contract says nothing', async () => {
    const { policy } = begin(contract());
    expect(await policy.rules()).toEqual({
      ...DEFAULT_RULES,
      production: ['live'],
    });
  });

  it('is what was known while the golden path does not answer or talks nonsense, which is said once', async () => {
    let answer: () => Promise<unknown> = contract({ minimumEvents: 5 });
    const { clock, logger, policy } = begin(() => answer());
    await policy.rules();
    answer = async () => {
      throw new Error('down');
    };
    clock.pass(60);
    expect((await policy.rules()).minimumEvents).toBe(5);
    answer = async () => ({ contract: { slo: { minimumEvents: 'many' } } });
    clock.pass(60);
    expect((await policy.rules()).minimumEvents).toBe(5);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
