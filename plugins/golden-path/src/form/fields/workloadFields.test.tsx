import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import { exampleContract } from '../../__testUtils__/contract';
import { PreviewContext, type FormPreview } from '../preview/PreviewContext';
import { CronField } from './CronField';
import { EnvironmentsField } from './EnvironmentsField';
import { KnownNameField } from './KnownNameField';
import { NumbersField } from './NumbersField';
import { TolerationsField } from './TolerationsField';
import { TopicField } from './TopicField';

const resource = (name: string, type: 'topic' | 'database') => ({
  name,
  type,
  engine: type === 'topic' ? 'Kafka 4' : 'PostgreSQL 17',
  owner: 'group:platform',
  endpoint: { cidr: '10.100.0.0/28', ports: [9093] },
});
const facts = {
  contract: {
    ...exampleContract(),
    resources: [
      resource('kafka-payments', 'topic'),
      resource('postgres-payments', 'database'),
    ],
    storage: {
      classes: {
        'zonal-ssd': {
          title: 'SSD in one zone',
          scope: 'zone' as const,
          expansion: 'online' as const,
          encrypted: true,
        },
        'local-nvme': {
          title: 'NVMe of the node',
          scope: 'zone' as const,
          expansion: 'not-supported' as const,
          encrypted: false,
        },
      },
      backup: {
        provider: 'Velero',
        label: 'backup.example.com/schedule',
        schedules: { daily: '24h' },
        restoreTestMaxAge: '180d',
      },
    },
    nodePools: {
      batch: {
        title: 'Batch',
        purpose: 'Cheap nodes',
        labels: { 'example.com/pool': 'batch' },
        taints: [{ key: 'example.com/pool', effect: 'NoSchedule' as const }],
      },
    },
  },
  fleet: { services: {}, resources: {} },
};

/** A field that holds what is typed, as the wizard does. */
async function show(
  Field: ComponentType<never>,
  schema: { title: string; description?: string },
  options: object = {},
  context: Partial<FormPreview> = {},
) {
  const Drawn = Field as ComponentType<Record<string, unknown>>;
  const held: { value?: unknown } = {};
  function Holder() {
    const [value, setValue] = useState<unknown>();
    held.value = value;
    return (
      <PreviewContext.Provider
        value={{ form: {}, placeOf: title => ({ title }), facts, ...context }}
      >
        <Drawn
          schema={schema}
          uiSchema={{ 'ui:options': options }}
          idSchema={{ $id: 'field' }}
          formData={value}
          onChange={setValue}
        />
      </PreviewContext.Provider>
    );
  }
  await renderInTestApp(<Holder />);
  return held;
}

describe('the questions of one type of work', () => {
  it('says what a schedule means while it is typed', async () => {
    const held = await show(CronField, {
      title: 'When',
      description: 'Five fields.',
    });
    expect(screen.getByText('Five fields.')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('When'), '15 2 * * mon-fri');
    expect(
      screen.getByText('at 02:15 on Monday to Friday'),
    ).toBeInTheDocument();
    expect(held.value).toBe('15 2 * * mon-fri');
    await userEvent.clear(screen.getByLabelText('When'));
    expect(held.value).toBeUndefined();
  });

  it('picks a topic of those that are declared, and no database', async () => {
    const held = await show(TopicField, { title: 'Topic' });
    await userEvent.type(screen.getByLabelText('Topic'), 'payments');
    expect(screen.queryByText('postgres-payments')).not.toBeInTheDocument();
    await userEvent.click(await screen.findByText('kafka-payments'));
    expect(held.value).toBe('kafka-payments');
  });

  it('offers the storage classes of the contract with what each promises, and takes a name of somebody’s own', async () => {
    const held = await show(
      KnownNameField,
      { title: 'Storage class', description: 'One of the platform contract.' },
      { known: 'storageClasses' },
    );
    const input = screen.getByLabelText('Storage class');
    expect(input).toHaveAccessibleDescription('One of the platform contract.');
    await userEvent.type(input, 'nvme');
    await userEvent.click(await screen.findByText('local-nvme'));
    expect(held.value).toBe('local-nvme');
    expect(input).toHaveAccessibleDescription(
      'NVMe of the node · lost with its zone · does not grow · not encrypted',
    );
    await userEvent.clear(input);
    await userEvent.type(input, 'Zonal_SSD');
    expect(held.value).toBe('Zonal_SSD');
  });

  it('offers the pools of nodes of the contract with what each is for', async () => {
    const held = await show(
      KnownNameField,
      { title: 'Pool of nodes' },
      { known: 'nodePools' },
    );
    await userEvent.type(screen.getByLabelText('Pool of nodes'), 'cheap');
    await userEvent.click(await screen.findByText('batch'));
    expect(held.value).toBe('batch');
    expect(screen.getByText('Batch · Cheap nodes')).toBeInTheDocument();
  });

  it('asks for no port until somebody adds one, and lets it go again', async () => {
    const held = await show(
      NumbersField,
      { title: 'Ports between members' },
      { each: 'Port' },
    );
    expect(screen.queryByRole('spinbutton')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Add a port' }));
    await userEvent.type(screen.getByLabelText('Port 1'), '2380');
    expect(held.value).toEqual([2380]);
    await userEvent.clear(screen.getByLabelText('Port 1'));
    expect(held.value).toEqual([null]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove port 1' }),
    );
    expect(held.value).toEqual([]);
  });

  it('tolerates a taint of the contract, with any value or with one', async () => {
    const held = await show(TolerationsField, { title: 'Taints it tolerates' });
    await userEvent.click(screen.getByRole('button', { name: 'Add a taint' }));
    await userEvent.type(screen.getByLabelText('Taint'), 'pool');
    await userEvent.click(await screen.findByText('example.com/pool'));
    expect(held.value).toEqual([
      { key: 'example.com/pool', operator: 'Exists' },
    ]);
    await userEvent.selectOptions(
      screen.getByLabelText('Tolerated'),
      'with the value',
    );
    await userEvent.type(screen.getByLabelText('Value'), 'batch');
    await userEvent.selectOptions(
      screen.getByLabelText('When'),
      'if it keeps pods away',
    );
    expect(held.value).toEqual([
      {
        key: 'example.com/pool',
        operator: 'Equal',
        value: 'batch',
        effect: 'NoSchedule',
      },
    ]);
    await userEvent.selectOptions(
      screen.getByLabelText('Tolerated'),
      'with any value',
    );
    expect(held.value).toEqual([
      { key: 'example.com/pool', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  const askedFor = (asked: string): Partial<FormPreview> => ({
    form: { environments: ['dev', 'prod'] },
    pages: [],
    placeOf: at => ({
      title: at,
      ...(at === asked && { page: { index: 0, title: 'Store' } }),
    }),
  });

  it('lets a store have other members in one environment', async () => {
    const held = await show(
      EnvironmentsField,
      { title: 'What differs' },
      {},
      askedFor('/spec/stateful/replicas'),
    );
    await userEvent.click(screen.getByRole('button', { name: /^Add an env/ }));
    await userEvent.type(screen.getByLabelText('Members'), '1');
    expect(held.value).toEqual([{ name: 'dev', scaling: { min: 1, max: 1 } }]);
    await userEvent.clear(screen.getByLabelText('Members'));
    expect(held.value).toEqual([{ name: 'dev', scaling: {} }]);
  });

  it('asks work that runs once for no replicas of an environment', async () => {
    await show(EnvironmentsField, { title: 'Job' }, {}, askedFor('none'));
    await userEvent.click(screen.getByRole('button', { name: /^Add an env/ }));
    expect(screen.queryByLabelText(/replicas|Members/)).not.toBeInTheDocument();
    expect(screen.getByLabelText('CPU request')).toBeInTheDocument();
  });
});
