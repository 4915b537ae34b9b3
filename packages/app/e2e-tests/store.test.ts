import { expectAccessible } from './accessibility';
import { ChangeRequestPage } from './pages/ChangeRequestPage';
import { CreatePage } from './pages/CreatePage';
import { SignInPage } from './pages/SignInPage';
import { expect, test } from './portal';

const IMAGE = `registry.example.com/ledger-store@sha256:${'0123456789abcdef'.repeat(
  4,
)}`;

test.describe.configure({ mode: 'serial' });
test.beforeAll(({ portal }) => expect(portal.url).toMatch(/^http/));

test('an engineer states a store and answers what a review would ask', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const create = new CreatePage(page);
  await create.choose('Stateful store');
  const toState = create.preview.getByRole('list', { name: 'Still to state' });
  // Every answer that is needed is named at once, page by page.
  await expect(toState).toContainText(/On this page: ?Name, ?Owner, ?System/);
  await expect(toState).toContainText(/Store:.*Storage class.*Quorum/);
  await create.fill(/^Name/, 'ledger-store');
  await create.fill(/^What it does/, 'Keeps the ledger');
  await create.pick(/^Owner/, 'payments');
  await create.pick(/^System/, 'billing');
  await create.choice(/Tier 1/);
  await create.select(/^Data/, 'Confidential');

  await create.next('What runs.');
  await create.fill(/^Image/, IMAGE);
  await expect(create.preview).toContainText('StatefulSet ledger-store');

  await create.next('How it keeps data');
  await expectAccessible(page);
  // Nothing goes on before all of it is answered, and each question says so itself.
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('State the consistency.')).toBeVisible();
  await expect(page.getByText('State the storage class.')).toBeVisible();

  // A class that the contract does not have is told of, with the nearest.
  await create.fill(/^Storage class/, 'zonal-sd');
  await page.keyboard.press('Escape');
  await expect(create.preview).toContainText(/no storage class zonal-sd/);
  await expect(create.preview).toContainText(/zonal-ssd/);
  await create.pick(/^Storage class/, 'zonal-ssd');
  await expect(
    page.getByText(/lost with its zone · grows while in use · encrypted/),
  ).toBeVisible();
  await create.fill(/^Size/, '50Gi');
  await page.getByRole('button', { name: 'Add a port' }).click();
  await create.fill(/^Port 1/, '2380');
  await create.fill(/^Consistency/, 'a read sees the last confirmed write');
  await create.fill(/^Quorum/, 'two of three members');
  await create.fill(/^When a node is drained/, 'the leader hands over');
  await create.fill(/^When a zone is lost/, 'two members are left');
  await create.fill(/^How two leaders/, 'a minority refuses writes');
  await create.fill(/^Last tested restore/, '2026-10-01');

  await create.next('only services that both sides agree on');
  await create.next('What it calls.');
  await create.next('What you promise');
  await create.fill(/^Expected requests/, '200');
  await create.fill(/^Channel/, '#payments-oncall');
  await create.fill(/^Escalation/, 'payments-primary');
  await create.fill(/^Runbook/, 'docs/runbook.md');
  await expect(create.preview).toContainText('Needs platform, sre');
  await expect(create.preview).toContainText(/€[0-9,.]+ \/ month/);
  await create.preview.getByRole('tab', { name: 'In words' }).click();
  await expect(
    create.preview.getByRole('region', { name: 'prod' }),
  ).toContainText(/StatefulSet of 3 members with 50Gi of zonal-ssd each/);
  await expectAccessible(page);

  // The last page says it all again before anything is opened.
  await create.review();
  await expect(
    page.getByRole('row', { name: /^What will exist/ }),
  ).toContainText(/prod: StatefulSet of 3 members.*spread over zones/);
  await expect(
    page.getByRole('row', { name: /^Not derived, and why/ }),
  ).toContainText(/Members are not added by load/);
  await expect(page.getByRole('row', { name: /^Store/ })).toContainText(
    'Quorum: two of three members',
  );
  await create.open();
  const request = new ChangeRequestPage(page);
  await expect(request.decision).toContainText('platform');
  await expect(request.merge).toBeDisabled();
});

test('both sides that are asked approve, and it is merged', async ({
  page,
}) => {
  const signIn = new SignInPage(page);
  const request = new ChangeRequestPage(page);
  await signIn.as('Sam');
  await request.openOf('ledger-store');
  await request.readDiff(/StatefulSet ledger-store/, 'kind: StatefulSet');
  await request.approve.click();
  // One approval of two.
  await expect(request.decision).toContainText('Approved');
  await expect(request.merge).toBeDisabled();
  await signIn.signOut();

  await signIn.as('Pat');
  await request.openOf('ledger-store');
  await request.approve.click();
  await expect(request.merge).toBeEnabled();
  await request.confirmMerge();
});

test('the store tells what runs for it', async ({ page }) => {
  await new SignInPage(page).as('Priya');
  await expect(async () => {
    await page.goto('/catalog/default/component/ledger-store/golden-path');
    await expect(
      page.getByText('StatefulSet ledger-store').first(),
    ).toBeVisible({ timeout: 2_500 });
  }).toPass({ timeout: 10_000 });
  await expect(page.getByRole('region', { name: 'Intent' })).toContainText(
    'stateful',
  );
  await expectAccessible(page);
});

test('a form is filled in without a mouse', async ({ page }) => {
  await new SignInPage(page).as('Priya');
  await page.goto('/create/templates/default/scheduled-task');
  const { keyboard } = page;
  // The first question has the focus already.
  await expect(page.getByLabel(/^Name/)).toBeFocused();
  await keyboard.type('ledger-report');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('Counts the ledger');
  for (const name of ['payments', 'billing']) {
    await keyboard.press('Tab');
    await keyboard.type(name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  }
  // From the text over the button that empties it, to the tier.
  const tier = page.getByLabel(/Tier 2/);
  await expect(async () => {
    await keyboard.press('Tab');
    await expect(tier).toBeFocused({ timeout: 200 });
  }).toPass({ timeout: 5_000 });
  await keyboard.press('ArrowDown');
  await expect(page.getByLabel(/Tier 3/)).toBeChecked();
  // Enter goes on from any question.
  await page.getByLabel(/^What it does/).focus();
  await keyboard.press('Enter');
  await expect(page.getByLabel(/^Image/)).toBeVisible();
  await page
    .getByRole('complementary')
    .getByRole('button', { name: 'When', exact: true })
    .focus();
  await keyboard.press('Enter');
  // An answer that is missing on the way is asked for first.
  await expect(page.getByText('State the image.')).toBeVisible();
});
