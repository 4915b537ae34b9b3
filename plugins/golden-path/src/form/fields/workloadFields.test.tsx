import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import { exampleContract } from '../../__testUtils__/contract';
import { PreviewContext } from '../preview/PreviewContext';
import { CronField } from './CronField';
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
  },
  fleet: { services: {}, resources: {} },
};

/** A field that holds what is typed, as the wizard does. */
async function show(
  Field: typeof CronField | typeof TopicField,
  schema: { title: string; description?: string },
) {
  const Drawn = Field as ComponentType<Record<string, unknown>>;
  const held: { value?: unknown } = {};
  function Holder() {
    const [value, setValue] = useState<unknown>();
    held.value = value;
    return (
      <PreviewContext.Provider
        value={{ form: {}, placeOf: title => ({ title }), facts }}
      >
        <Drawn
          schema={schema}
          uiSchema={{}}
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
});
