import { expectAccessible } from './accessibility';
import { CampaignPages } from './pages/CampaignPages';
import { ChangeRequestPage } from './pages/ChangeRequestPage';
import { SignInPage } from './pages/SignInPage';
import { expect, test } from './portal';

const TITLE = 'A little more availability for tier 1';

// Hundreds of services are compiled, and requests opened one after the other.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

// All stories need the portal, also those that do not touch it.
test.beforeAll(({ portal }) => expect(portal.url).toMatch(/^http/));

test('a platform engineer sees what a campaign over 400 services would hit, before anything is opened', async ({
  page,
}) => {
  await new SignInPage(page).as('Pat');
  const campaigns = new CampaignPages(page);
  await campaigns.openFromSidebar();
  await expectAccessible(page);
  await campaigns.planValue({
    at: '/spec/slo/availability',
    from: '99.95',
    to: '99.96',
    title: TITLE,
    concurrency: 100,
  });
  await expectAccessible(page);
  await campaigns.plan();

  await expect(campaigns.hit).toContainText('30 of 400 services change');
  await expect(campaigns.hit).toContainText('Nothing is newly denied');
  await expect(campaigns.standing).toContainText('Ready to start');
  await campaigns.hit
    .getByRole('button', { name: /^slo availability 99.95 → 99.96/ })
    .click();
  await expect(page).toHaveURL(/kind=/);
  await expect(campaigns.services).toHaveAttribute('aria-rowcount', '31');
  await expectAccessible(page);
});

test('it opens one request for each service, also when the backend is killed in the middle', async ({
  page,
  portal,
}) => {
  test.skip(
    Boolean(process.env.PLAYWRIGHT_URL),
    'needs a portal of its own, to kill and start it',
  );
  test.setTimeout(360_000);
  await new SignInPage(page).as('Pat');
  const campaigns = new CampaignPages(page);
  await campaigns.open(TITLE);
  await campaigns.start();
  await campaigns.act('Pause', 'Paused');
  await campaigns.act('Resume', 'Running');
  // The page follows by itself. How many are left when the power fails is the machine's affair.
  await expect(async () =>
    expect(await campaigns.count('Open')).toBeGreaterThan(2),
  ).toPass({ timeout: 60_000 });

  await portal.crash();
  await portal.start();
  await campaigns.open(TITLE);
  await expect(async () =>
    expect(await campaigns.count('Open')).toBe(30),
  ).toPass({ timeout: 120_000 });

  const id = new URL(page.url()).pathname.split('/').pop();
  await page.goto(`/change-requests?campaign=${id}`);
  await expect(page.getByText('30 requests', { exact: true })).toBeVisible();
  const services = await page
    .getByRole('table', { name: 'Change requests' })
    .getByRole('row')
    .getByRole('link', { name: /^Change / })
    .allInnerTexts();
  expect(services).toHaveLength(30);
  expect(new Set(services).size).toBe(30);
});

test('an owner sees what is asked of them, and merges', async ({ page }) => {
  test.skip(
    Boolean(process.env.PLAYWRIGHT_URL),
    'needs the requests of the story before',
  );
  await new SignInPage(page).as('Priya');
  const campaigns = new CampaignPages(page);
  await campaigns.open(TITLE);
  await expect(campaigns.asked).toContainText('Merge 1 request:');
  // Who does not run campaigns is told so once.
  await expect(campaigns.standing).toContainText('golden-path.campaign.run');
  await campaigns.asked
    .getByRole('link', { name: /payment-orders-api/ })
    .click();
  const request = new ChangeRequestPage(page);
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await request.confirmMerge();

  await page.getByRole('link', { name: TITLE }).click();
  await expect(campaigns.asked).toContainText('all of your services are done');
  await expect(campaigns.standing).toContainText('1 of 30 services done');
  await expectAccessible(page);
});

test('what was edited by hand is found, and mended with one click', async ({
  page,
}) => {
  await new SignInPage(page).as('Pat');
  await page.getByRole('link', { name: 'Drift' }).click();
  const services = page.getByRole('table', { name: 'Drift' });
  await expect(services).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /Changed by hand$/ }).click();
  await services
    .getByRole('row', { name: /1 file edited/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.locator('.cm-content').first()).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: 'Mend with a change request' })
    .click();
  await expect(page.getByRole('region', { name: 'Decision' })).toBeVisible();
  await expect(page.getByText('Derived again').first()).toBeVisible();
});
