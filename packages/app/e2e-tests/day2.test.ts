import { expectAccessible } from './accessibility';
import { ChangeRequestPage } from './pages/ChangeRequestPage';
import { CreatePage } from './pages/CreatePage';
import { ServicePage } from './pages/ServicePage';
import { SignInPage } from './pages/SignInPage';
import { expect, test } from './portal';

test.describe.configure({ mode: 'serial' });

// All stories need the portal, also those that do not touch it.
test.beforeAll(({ portal }) => expect(portal.url).toMatch(/^http/));

/** Of the demo estate, owned by payments; each story has one of its own. */
const CALLED = 'billing-service';
const CALLEE = 'token-service';
const LONELY = 'payments-simulation-api';
const DELIVERED = 'payments-validation-service';

/** From the page of dependencies to the request. */
async function toTheRequest(create: CreatePage): Promise<void> {
  await create.next('How it grows');
  await create.next('What you promise');
  await create.review();
  await create.open();
}

test('an engineer changes a merged service from its page; the open request is updated, never doubled', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const service = new ServicePage(page);
  const create = new CreatePage(page);
  await service.startChange(CALLED);
  await expect(create.preview).toContainText('Nothing yet');
  await expect(page.getByLabel(/^Name/).first()).toBeDisabled();
  await expectAccessible(page);

  // A dependency goes, and the line of the other side with it.
  await create.next('What runs.');
  await create.next('Who can reach it');
  await create.next('What it calls.');
  await page.getByRole('button', { name: `Remove ${CALLEE}` }).click();
  await create.choice(new RegExp(`take back the line of ${CALLEE}`));
  await expect(create.preview).toContainText('Changes (');
  await toTheRequest(create);
  const request = new ChangeRequestPage(page);
  await expect(request.decision).toContainText(/identity/i);
  await expect(page.getByRole('list', { name: 'What changes' })).toContainText(
    CALLEE,
  );
  const first = page.url();

  await service.startChange(CALLED);
  await expect(page.getByText(/no second one is opened/)).toBeVisible();
  await page.getByRole('button', { name: 'Start from it' }).click();
  await expect(
    page.getByText('The form now states what it proposes.'),
  ).toBeVisible();
  await create.fill(/^What it does/, 'Writes bills and sends them');
  await create.next('What runs.');
  await create.next('Who can reach it');
  await create.next('What it calls.');
  await toTheRequest(create);
  // What the first version took back on the other side is taken back still.
  await expect(request.decision).toContainText(/identity/i);
  expect(page.url()).toBe(first);
  await expect(page.getByRole('list', { name: 'What changes' })).toContainText(
    'Writes bills and sends them',
  );
});

test('an engineer retires a service that nobody calls, and sees before what goes with it', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const service = new ServicePage(page);
  // One that is called says by whom, and is not let go.
  await service.open(CALLED);
  await service.choose(/^Retire/);
  await expect(
    service.dialog.getByRole('link', { name: /ledger-templates-training/ }),
  ).toBeVisible();
  await expect(
    service.dialog.getByText('It cannot be proposed as it stands'),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await service.open(LONELY);
  await service.choose(/^Retire/);
  await expect(service.dialog.getByText(/^Nobody calls it/)).toBeVisible();
  await expect(service.dialog.getByText(/then nothing/)).toBeVisible();
  await expectAccessible(page);
  await service.dialog.getByLabel(/^Type/).fill(LONELY);
  await service.confirm(/to retire it/);
  await expect(
    page.getByRole('region', { name: 'What it is for' }),
  ).toContainText(`Retires the service ${LONELY}`);
  await expectAccessible(page);
});

test('a release is taken back and promoted again; its evidence stands in the request', async ({
  page,
}) => {
  await new SignInPage(page).as('Priya');
  const service = new ServicePage(page);
  await service.open(DELIVERED);
  const prod = service.environment('prod');
  await prod.getByRole('button', { name: /^Scanned/ }).click();
  await expect(prod.getByText('Evidence of Scanned')).toBeVisible();
  await expectAccessible(page);

  await prod.getByRole('button', { name: 'Roll back' }).click();
  await service.dialog.getByLabel(/^Why/).fill('It refuses cards');
  await service.confirm(/Open the request/);
  const request = new ChangeRequestPage(page);
  const purpose = page.getByRole('region', { name: 'What it is for' });
  await expect(purpose).toContainText('It refuses cards');
  await expect(purpose.getByRole('table')).toContainText('scanned');
  await expect(request.decision).toContainText(/Merged by itself/);

  await service.open(DELIVERED);
  await service
    .environment('staging')
    .getByRole('button', { name: 'Promote to prod' })
    .click();
  await expect(
    service.dialog.getByRole('list', { name: 'Evidence from staging' }),
  ).toContainText(/Scanned: Done.*critical/);
  await expectAccessible(page);
  await service.confirm(/Open the request/);
  await expect(purpose).toContainText(`Promotes the service ${DELIVERED}`);
  await expect(purpose.getByRole('table')).toContainText(/\d+ critical/);
});

test('the fleet tells where releases hang, and teams how well they deliver', async ({
  page,
}) => {
  await new SignInPage(page).as('Vic');
  await page.goto('/delivery');
  await expect(page.getByText('400 services')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /\d+ Failed/ }).click();
  await expect(page).toHaveURL(/look=failed/);
  await page.getByRole('link', { name: 'DORA' }).click();
  await expect(
    page.getByRole('region', { name: 'The four keys of the whole company' }),
  ).toContainText('Change failure rate');
  await expectAccessible(page);
});
