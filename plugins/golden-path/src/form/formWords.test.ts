import {
  previewForm,
  type IntentForm,
} from '@fairway/plugin-golden-path-common';
import { exampleContract } from '../__testUtils__/contract';
import { previewInForm, remedyInForm } from './formWords';

const NAMES: Record<string, string> = {
  '/spec/secrets': 'Secrets on page Dependencies',
  '/spec/operations/runbook': 'Operations: Runbook on page SLO and operations',
  '/spec/slo': 'SLO on page SLO and operations',
  '/spec/scaling/min': 'Replicas: At least',
  '/spec/accepts': 'Who may call it on page Exposure',
  '/spec/dependencies': 'Dependencies',
  '/spec/exposure': 'Exposure',
  '/spec/route': 'Public route',
};
const nameOf = (pointer: string) => NAMES[pointer] ?? pointer;

describe('what to do, in the words of the form', () => {
  it.each([
    [
      'State /spec/operations/runbook in the intent',
      'Fill in Operations: Runbook on page SLO and operations',
    ],
    [
      'State at least 2 replicas, or scaling.min of 2 in the intent.',
      'State at least 2 replicas, or Replicas: At least of 2.',
    ],
    [
      'Add "orders" to "accepts" in the intent of fraud-service, which is a change that group:risk approves',
      'Tick "Let fraud-service accept orders" beside Dependencies; risk is asked to approve it',
    ],
    [
      'Remove "orders" from "accepts"',
      'Remove orders from Who may call it on page Exposure',
    ],
    [
      'Add "route" with a host and the way callers authenticate',
      'Fill in Public route',
    ],
    ['Name it by digest.', 'Name it by digest.'],
  ])('%s', (intent, form) => {
    expect(remedyInForm(intent, nameOf)).toBe(form);
  });

  it('points at the tick box of a secret that a variable uses', () => {
    const form: IntentForm = {
      name: 'refunds-api',
      owner: 'group:payments',
      image: `registry.example.com/refunds-api@sha256:${'ab'.repeat(32)}`,
      env: [{ name: 'DSN', value: '${secrets.payments-db.dsn}' }],
    };
    const preview = previewForm({
      workloadType: 'http-api',
      form,
      contract: { ...exampleContract(), policies: [] },
      fleet: { services: {}, resources: {} },
      now: '2026-07-01T00:00:00Z',
    });
    const told = previewInForm(preview, nameOf).findings.map(
      ({ message, remedy }) => `${message} ${remedy}`,
    );
    expect(told).toContain(
      'DSN uses the secret payments-db, which is not ticked. Tick payments-db · dsn under Secrets on page Dependencies',
    );
    expect(told.join(' ')).not.toMatch(/keys: \[|\/spec\//);
  });
});
