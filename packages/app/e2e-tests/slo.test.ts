import { expectAccessible } from './accessibility';
import { SignInPage } from './pages/SignInPage';
import { SloPages } from './pages/SloPages';
import { expect, test } from './portal';

test.describe.configure({ mode: 'serial' });

// All stories need the portal, also those that do not touch it.
test.beforeAll(({ portal }) => expect(portal.url).toMatch(/^http/));

const REASON = 'Database upgrade, announced to customers';

test('an engineer sees who burns, narrows it down to their team, and takes maintenance out of a budget', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const slos = new SloPages(page);
  await slos.openFleet();
  await expectAccessible(page);

  await slos.choose('Owner', 'payments');
  await expect(page).toHaveURL(/owner=group/);
  await expect(slos.rows.first()).toContainText('payments');
  await slos.rows.first().getByRole('link').first().click();
  await expect(
    page.getByRole('region', { name: 'How it stands' }).first(),
  ).toBeVisible();
  await expectAccessible(page);

  await slos.exclude(REASON);
  await expect(slos.exclusion(REASON)).toContainText('Now');
  await expectAccessible(page);
  await slos.withdraw(REASON, 'It was put off');
  await expect(slos.exclusion(REASON)).toContainText('Withdrawn');
});

test('teams are compared, and each leads to its objectives', async ({
  page,
}) => {
  await new SignInPage(page).as('Vic');
  const slos = new SloPages(page);
  await slos.openFleet();
  await page.getByRole('button', { name: 'By owner' }).click();
  const teams = page.getByRole('table', { name: 'By owner' });
  await expect(teams).toBeVisible();
  await expectAccessible(page);
  await teams.getByRole('link', { name: 'checkout', exact: true }).click();
  await expect(page).toHaveURL(/owner=group%3Adefault%2Fcheckout/);
  await expect(slos.rows.first()).toContainText('checkout');
  await slos.rows.first().getByRole('link').first().click();
  await page.getByRole('button', { name: /^Exclusions/ }).click();
  await expect(page.getByText(/Only the owner .*can exclude/)).toBeVisible();
});

test('a service shows its objectives, and the first page those of my teams', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  await expect(
    page.getByRole('region', { name: 'Your budgets' }).getByRole('listitem'),
  ).not.toHaveCount(0);
  await expectAccessible(page);
  await page.goto('/catalog/default/component/billing-service');
  await page.getByRole('link', { name: 'Objectives and budgets' }).click();
  await expect(page).toHaveURL(/\/slos$/);
  await expect(page.getByText('Budget left').first()).toBeVisible();
  await expectAccessible(page);
});

test('an engineer promises something new in a change request, and sees it watched once it is merged', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  await page.goto('/slos/new?service=payments-service');
  await expect(
    page.getByRole('region', { name: 'What it means' }),
  ).toContainText('of total failure');
  await expectAccessible(page);
  await page
    .getByLabel('Why (for those who review it)')
    .fill('Customers ask for it');
  await page.getByRole('button', { name: 'Open change request' }).click();
  await expect(page.getByText('The change request is merged.')).toBeVisible();

  await expect(async () => {
    await page.goto('/slos/payments-service-orders');
    await expect(
      page.getByRole('region', { name: 'How it stands' }).first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect(
    page.getByRole('button', { name: 'Change this objective' }),
  ).toBeVisible();
  await expectAccessible(page);
});
