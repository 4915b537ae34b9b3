import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  ChangeRequest,
  CompileAnswer,
  Finding,
} from '@fairway/plugin-golden-path-common';
import type { GoldenPathClient } from '../services/GoldenPathClient';
import { createChangeRequestAction } from './changeRequest';
import { createCompileAction } from './compile';

const form = {
  name: 'payments-api',
  owner: 'group:default/payments',
  system: 'billing',
  tier: 'tier-2',
  dataClassification: 'internal',
  exposure: 'internal',
  runtime: 'java',
  image: `registry.example.com/payments-api@sha256:${'a'.repeat(64)}`,
  port: 8080,
  health: { ready: '/health/ready' },
  environments: ['dev'],
};

const finding: Finding = {
  policy: 'agreement',
  title: 'Both sides agree',
  severity: 'deny',
  message: 'fraud-service does not accept payments-api.',
  at: '/spec/dependencies/0',
  remedy: 'Add payments-api to accepts of fraud-service.',
  environments: ['dev'],
};

/** Only what the actions read; the backend's own tests cover the rest. */
function answer(findings: Finding[], intent: unknown): CompileAnswer {
  return {
    name: 'payments-api',
    contractVersion: '1.0.0',
    intent,
    objects: [],
    findings,
    cost: { monthly: '12.50', currency: 'EUR' },
    review: { decision: 'automatic', reviewers: [], reasons: [] },
    denied: findings.some(({ severity }) => severity === 'deny'),
  } as unknown as CompileAnswer;
}

function clientWith(findings: Finding[]) {
  return {
    compile: jest.fn(async ({ intent }) => answer(findings, intent)),
    openChangeRequest: jest.fn(
      async () =>
        ({
          id: 'r-1',
          number: 1,
          url: 'http://localhost:3000/change-requests/r-1',
          title: 'Add payments-api',
          state: 'open',
        } as ChangeRequest),
    ),
  } satisfies GoldenPathClient;
}

const logger = mockServices.logger.mock();
beforeEach(() => jest.clearAllMocks());

describe('fairway:compile', () => {
  it('makes the intent of a form and says what it costs and who has to agree', async () => {
    const client = clientWith([]);
    const ctx = createMockActionContext({
      input: { workloadType: 'internal-api' as const, form },
      logger,
    });
    await createCompileAction({ client }).handler(ctx);
    expect(client.compile.mock.calls[0][0]).toMatchObject({
      intent: {
        metadata: { name: 'payments-api', owner: 'group:payments' },
        spec: { workloadType: 'internal-api' },
      },
    });
    expect(ctx.output).toHaveBeenCalledWith('monthlyCost', '12.50 EUR');
    expect(ctx.output).toHaveBeenCalledWith('review', 'automatic');
  });

  it('stops with every finding that denies, and what to do about it', async () => {
    const ctx = createMockActionContext({
      input: { workloadType: 'internal-api' as const, form },
      logger,
    });
    const image: Finding = {
      ...finding,
      policy: 'image',
      message: 'The image has no digest.',
      remedy: 'Pin it.',
    };
    await expect(
      createCompileAction({ client: clientWith([finding, image]) }).handler(
        ctx,
      ),
    ).rejects.toMatchObject({
      message: [
        'payments-api cannot be proposed; nothing was written:',
        'agreement (dev): fraud-service does not accept payments-api. Add payments-api to accepts of fraud-service.',
        'image (dev): The image has no digest. Pin it.',
      ].join('\n'),
    });
    expect(ctx.output).not.toHaveBeenCalled();
  });
});

describe('fairway:change-request', () => {
  const intent = {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: {
      name: 'payments-api',
      owner: 'group:payments',
      system: 'billing',
    },
    spec: {
      workloadType: 'internal-api',
      tier: 'tier-2',
      dataClassification: 'internal',
      exposure: 'internal',
      runtime: 'java',
      containers: { app: { image: form.image, port: 8080 } },
      environments: ['dev'],
    },
  };

  it('opens the request with the other side of an agreement', async () => {
    const client = clientWith([]);
    const ctx = createMockActionContext({
      input: {
        intent,
        message: 'First version',
        acceptOn: ['fraud-service'],
        releaseOn: ['risk-scores'],
      },
      logger,
    });
    await createChangeRequestAction({
      client,
      appBaseUrl: 'http://localhost:3000',
    }).handler(ctx);
    expect(client.openChangeRequest).toHaveBeenCalledWith(
      {
        intent,
        message: 'First version',
        acceptOn: ['fraud-service'],
        releaseOn: ['risk-scores'],
      },
      expect.anything(),
    );
    expect(ctx.output).toHaveBeenCalledWith('url', '/change-requests/r-1');
  });

  it('says in the log of the task what became of a request that nobody has to agree to', async () => {
    const client = clientWith([]);
    const opened = await client.openChangeRequest();
    client.openChangeRequest.mockResolvedValue({
      ...opened,
      state: 'merged',
      automatic: {
        state: 'merged',
        why: 'Merged by itself: no trigger for a review was set off.',
      },
    });
    const ctx = createMockActionContext({
      input: { intent, hold: false },
      logger,
    });
    await createChangeRequestAction({ client }).handler(ctx);
    expect(client.openChangeRequest).toHaveBeenLastCalledWith(
      { intent, hold: false },
      expect.anything(),
    );
    expect(logger.info).toHaveBeenCalledWith(
      'Merged by itself: no trigger for a review was set off.',
    );
    expect(ctx.output).toHaveBeenCalledWith('state', 'merged');
  });

  it('writes nothing in a dry run', async () => {
    const client = clientWith([]);
    const ctx = createMockActionContext({ input: { intent }, logger });
    await createChangeRequestAction({ client }).handler({
      ...ctx,
      isDryRun: true,
    });
    expect(client.compile).toHaveBeenCalledTimes(1);
    expect(client.openChangeRequest).not.toHaveBeenCalled();
  });

  it('refuses an intent that is none, naming each field', async () => {
    const client = clientWith([]);
    const ctx = createMockActionContext({
      input: { intent: { ...intent, extra: 1 } },
      logger,
    });
    await expect(
      createChangeRequestAction({ client }).handler(ctx),
    ).rejects.toThrow(/extra/);
    expect(client.openChangeRequest).not.toHaveBeenCalled();
  });
});
