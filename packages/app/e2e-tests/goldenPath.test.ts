import { expectAccessible } from './accessibility';
import { AuthoringPage } from './pages/AuthoringPage';
import { ChangeRequestPage } from './pages/ChangeRequestPage';
import { CreatePage } from './pages/CreatePage';
import { SignInPage } from './pages/SignInPage';
import { expect, test } from './portal';

const IMAGE = `registry.example.com/payments-api@sha256:${'0123456789abcdef'.repeat(
  4,
)}`;

test.describe.configure({ mode: 'serial' });

// All stories need the portal, also those that do not touch it.
test.beforeAll(({ portal }) => expect(portal.url).toMatch(/^http/));

test('an engineer states a service and sees what it will be while typing', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const create = new CreatePage(page);
  await create.choose('HTTP API');
  await expectAccessible(page);

  // A name that cannot be one is told beside the field, at once.
  await create.fill(/^Name/, 'Payments API');
  await expect(page.getByText(/expected a DNS label/i).first()).toBeVisible();
  await create.fill(/^Name/, 'payments-api');
  await expect(page.getByText(/expected a DNS label/i)).toHaveCount(0);
  await create.fill(/^What it does/, 'Takes payments');
  // What is malformed is refused on its page, named beside the preview, and hides nothing else.
  await create.fill(/^Title/, 'Payments\tAPI');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('State the owner.')).toBeVisible();
  await expect(page.getByText(/control characters/).first()).toBeVisible();
  await expect(create.preview).toContainText('Rollout payments-api');
  await create.fill(/^Title/, 'Payments API');
  await create.pick(/^Owner/, 'payments');
  await create.pick(/^System/, 'billing');
  await create.choice(/Tier 1/);
  await create.select(/^Data/, 'Confidential');
  await expect(create.preview).toContainText('Rollout payments-api');

  await create.next('What runs.');
  await create.fill(/^Image/, 'registry.example.com/payments-api:latest');
  await expect(create.preview).toContainText(/to mend/);
  await create.fill(/^Image/, IMAGE);
  await create.fill(/^CPU request/, '500m');
  await create.fill(/^Memory request/, '768Mi');
  await create.fill(/^Memory limit/, '1536Mi');
  await create.fill(/^Drain path/, '/shutdown/drain');
  await create.addVariable(
    'DATABASE_URL',
    'postgres://app:${secrets.payments-db.dsn}@db:5432/payments',
  );

  await create.next('Who can reach it.');
  await create.choice(/^Public/);
  await create.fill(/^Host/, 'payments.example.com');
  await create.addAccepted('checkout-api');
  await create.addAccepted('mobile-bff');
  await expect(create.preview).toContainText('Needs security, sre');

  await create.next('What it calls.');
  await create.addDependency({ kind: 'Service', name: 'fraud-service' });
  await expect(page.getByText('Both sides agree').first()).toBeVisible();
  await create.addDependency({ kind: 'Resource', name: 'postgres-payments' });
  await create.addDependency({ kind: 'Topic', name: 'kafka-payments' });
  await create.choice('dsn');
  await create.choice('api-key');
  await expectAccessible(page);

  await create.next('How it grows');
  await create.fill(/^Expected requests/, '500');
  await create.fill(/^At least/, '4');
  await create.fill(/^At most/, '30');

  await create.next('What you promise');
  await create.fill(/^Availability/, '99.9');
  await create.fill(/^95 %/, '250');
  await create.fill(/^Channel/, '#payments-oncall');
  await create.fill(/^Escalation/, 'payments-primary');
  await create.fill(/^Runbook/, 'docs/runbook.md');
  await expect(create.preview).toContainText(/€[0-9,.]+ \/ month/);
  await create.review();
  await create.open();

  const request = new ChangeRequestPage(page);
  await expect(request.decision).toContainText('security');
  await expect(request.decision).toContainText('sre');
  // Four eyes: who proposes does not approve, and nothing is merged before it is approved.
  await expect(request.approve).toBeDisabled();
  await expect(request.merge).toBeDisabled();
  await expectAccessible(page);
});

test('someone who may only look can neither approve nor merge nor propose', async ({
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.as('Vic');
  const request = new ChangeRequestPage(page);
  await request.openOf('payments-api');
  await expect(request.approve).toBeDisabled();
  await expect(request.merge).toBeDisabled();
  await expect(request.decision).toContainText(/permission/);
  await signIn.signOut();
});

test('a reviewer reads the diff, approves and merges; the service is in the catalog', async ({
  page,
}) => {
  await new SignInPage(page).as('Sam');
  const request = new ChangeRequestPage(page);
  await request.openOf('payments-api');
  await request.readDiff(/Rollout payments-api/, 'kind: Rollout');
  await request.approve.click();
  await expect(request.merge).toBeEnabled();
  await request.confirmMerge();

  await expect(async () => {
    await page.goto('/catalog/default/component/payments-api');
    await expect(page.getByText('Golden path').first()).toBeVisible({
      timeout: 2_500,
    });
  }).toPass({ timeout: 10_000 });
});

test('the service tells what runs for it and why, and all is there after a restart', async ({
  page,
  portal,
}) => {
  test.skip(
    Boolean(process.env.PLAYWRIGHT_URL),
    'needs a portal of its own, to stop and start it',
  );
  await portal.restart();
  await new SignInPage(page).as('Priya');
  await page.goto('/catalog/default/component/payments-api/golden-path');
  await expect(page.getByText('Rollout payments-api').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/change-requests?state=merged');
  await expect(
    page.getByRole('link', { name: /payments-api/ }).first(),
  ).toBeVisible();
});

test('the platform page tells what the platform promises and expects', async ({
  page,
}) => {
  await new SignInPage(page).as('Pat');
  await page.goto('/platform');
  await expect(page.getByText('1.0.0').first()).toBeVisible();
  await expectAccessible(page);
  for (const name of ['Policies', 'Exceptions', 'Quotas', 'Changelog']) {
    await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await expectAccessible(page);
  }
});

test('a platform engineer changes a default, and sees what becomes of services before anyone else does', async ({
  page,
}) => {
  await new SignInPage(page).as('Pat');
  const authoring = new AuthoringPage(page);
  await authoring.openFromSidebar();
  await authoring.replace({
    file: 'contract/tiers.yaml',
    what: 'terminationGracePeriod: 60s',
    by: 'terminationGracePeriod: 90s',
  });
  await expect(authoring.verdict).toContainText(/\d+ objects? or documents?/);
  await expect(authoring.verdict).toContainText('Asks for 1.1.0');

  await authoring.tab('Changes');
  await authoring.changes.getByRole('button').first().click();
  await expect(
    page.getByRole('textbox', { name: /^Difference of/ }),
  ).toContainText('terminationGracePeriodSeconds: 90');
  await authoring.tab('Version');
  await expect(page.getByText(/Raise it to 1.1.0 or more/)).toBeVisible();
  await expectAccessible(page);

  await authoring.saveAs('Longer grace for tier 1');
  await page.reload();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^tiers.yaml changed/ }),
  ).toBeVisible();

  await authoring.tab('Fleet');
  await authoring.measure();
  await expect(page.getByText('Nothing is newly denied')).toBeVisible();
  await expect(
    page.getByText('termination grace period seconds 60 → 90'),
  ).toBeVisible();
  await expectAccessible(page);
});

test('whom the contract is not entrusted to neither finds nor opens the page of its authors', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  await expect(page.getByRole('link', { name: 'Authoring' })).toHaveCount(0);
  await page.goto('/authoring');
  await expect(
    page.getByText(/golden-path.contract.author/).first(),
  ).toBeVisible();
});
