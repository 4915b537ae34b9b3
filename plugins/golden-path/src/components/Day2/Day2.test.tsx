import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDay2 } from '../../__testUtils__/FakeDay2';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { exampleServiceAnswer } from '../../__testUtils__/service';
import { goldenPathApiRef } from '../../api';
import { day2ApiRef } from '../../day2Client';
import { changeRequestsRouteRef, templateRouteRef } from '../../routes';
import { ServiceActions } from './ServiceActions';

async function show(
  options: {
    api?: FakeDay2;
    allowed?: boolean;
    at?: string;
    app?: boolean;
    templates?: Entity[];
  } = {},
) {
  const {
    api = new FakeDay2(),
    allowed = true,
    at = '/',
    app = true,
    templates,
  } = options;
  const answer = exampleServiceAnswer('payments-api');
  const { app: container, ...others } = answer.intent.spec.containers;
  const shown = app
    ? answer
    : {
        ...answer,
        intent: {
          ...answer.intent,
          spec: {
            ...answer.intent.spec,
            containers: { ...others, web: container },
          },
        },
      };
  await renderInTestApp(<ServiceActions answer={shown} />, {
    apis: [
      [goldenPathApiRef, new FakeGoldenPath([])],
      [day2ApiRef, api],
      ...(templates
        ? [[catalogApiRef, catalogApiMock({ entities: templates })] as const]
        : []),
      [
        permissionApiRef,
        {
          authorize: jest
            .fn()
            .mockResolvedValue({ result: allowed ? 'ALLOW' : 'DENY' }),
        },
      ],
    ],
    initialRouteEntries: [at],
    mountPath: '/',
    mountedRoutes: {
      '/change-requests': changeRequestsRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/:namespace/:templateName': templateRouteRef,
    },
  });
  return api;
}

/** As from the clipboard: key by key takes long, and nothing here is about keys. */
async function type(input: HTMLElement, text: string) {
  await userEvent.click(input);
  await userEvent.paste(text);
}

async function choose(name: RegExp) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'More changes' }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  return within(await screen.findByRole('dialog'));
}

describe('a service that is there', () => {
  it('offers nothing to those who may not propose', async () => {
    await show({ allowed: false });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('is changed in the form of its workload type, however the template is called', async () => {
    const template = (name: string, workloadType: string): Entity => ({
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name, namespace: 'forms' },
      spec: {
        type: 'service',
        parameters: [{ title: 'Identity', 'ui:options': { workloadType } }],
      },
    });
    await show({
      templates: [
        template('worker', 'queue-worker'),
        template('our-api', 'http-api'),
      ],
    });
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Change this service' }),
      ).toHaveAttribute(
        'href',
        expect.stringMatching(/^\/create\/forms\/our-api\?.*payments-api/),
      ),
    );
  });

  it('says what to do where the catalog has no form of its workload type', async () => {
    await show({ templates: [] });
    await userEvent.hover(
      await screen.findByRole('button', { name: 'Changed by hand' }),
    );
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /no template whose form is of the workload type http-api: have your platform team add one/,
    );
    expect(
      screen.queryByRole('button', { name: 'Change this service' }),
    ).not.toBeInTheDocument();
  });

  it('is renamed: the new name is asked for, what follows is shown, and the request is opened', async () => {
    const api = await show();
    const dialog = await choose(/^Rename/);
    const confirm = dialog.getByRole('button', { name: 'Open the request' });
    expect(confirm).toBeDisabled();
    await type(dialog.getByLabelText('New name'), 'Payments');
    expect(dialog.getByLabelText('New name')).toBeInvalid();
    await userEvent.clear(dialog.getByLabelText('New name'));
    await type(dialog.getByLabelText('New name'), 'payments-gateway');
    expect(
      await dialog.findByRole('heading', {
        name: 'Rename payments-api to payments-gateway',
      }),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('list', { name: 'Services that change' }),
    ).toHaveTextContent('name payments-api → payments-gateway');
    expect(
      dialog.getByText(/intent of checkout-api changes/),
    ).toBeInTheDocument();
    await type(dialog.getByLabelText('Why'), 'It does more than pay');
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.opened).toEqual([
      {
        service: 'payments-api',
        request: {
          flow: { kind: 'rename', to: 'payments-gateway' },
          message: 'It does more than pay',
        },
      },
    ]);
  }, 20_000);

  it('is retired only once nobody depends on it, and its name was typed', async () => {
    const api = await show({ at: '/?flow=retire' });
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByRole('link', { name: /checkout-api/ }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout-api');
    expect(dialog.getByText(/queue and retry/)).toBeInTheDocument();
    expect(
      await dialog.findByText(/checkout-api calls payments-api/),
    ).toBeInTheDocument();
    const confirm = dialog.getByRole('button', { name: /to retire it/ });
    await type(
      dialog.getByLabelText('Type payments-api to retire it'),
      'payments-api',
    );
    expect(confirm).toBeDisabled();

    await userEvent.click(
      dialog.getByRole('checkbox', { name: /Take it out/ }),
    );
    await waitFor(() => expect(confirm).toBeEnabled());
    expect(dialog.getByText(/then nothing/)).toBeInTheDocument();
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(api.opened[0].request.flow).toEqual({
        kind: 'retire',
        release: true,
      }),
    );
  }, 20_000);

  it('says in the dialog who may not move it, and keeps what was filled in', async () => {
    const api = new FakeDay2();
    jest
      .spyOn(api, 'openFlow')
      .mockRejectedValue(new NotAllowedError('You are no member of payments'));
    await show({ api });
    const dialog = await choose(/^Move/);
    await type(dialog.getByLabelText(/^New owner/), 'checkout');
    const confirm = dialog.getByRole('button', { name: 'Open the request' });
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);
    expect(
      await dialog.findByText('You are no member of payments'),
    ).toBeInTheDocument();
    expect(dialog.getByLabelText(/^New owner/)).toHaveValue('checkout');
    expect(confirm).toBeEnabled();
  }, 20_000);

  it('says what the backend could not work out, and tries again', async () => {
    const api = new FakeDay2();
    jest
      .spyOn(api, 'previewFlow')
      .mockRejectedValueOnce(new Error('the repository is locked'));
    await show({ api });
    const dialog = await choose(/^Rename/);
    await type(dialog.getByLabelText('New name'), 'pay');
    expect(
      await dialog.findByText('the repository is locked'),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(
      await dialog.findByText('payments.example.com stops answering.'),
    ).toBeInTheDocument();
  }, 20_000);

  it('is changed by hand where the form cannot show it', async () => {
    await show({ app: false });
    expect(
      await screen.findByRole('button', { name: 'Changed by hand' }),
    ).toHaveAttribute('title', expect.stringMatching(/intent\.yaml/));
  });
});
