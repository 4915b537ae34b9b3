import { expect, type Locator, type Page } from '@playwright/test';

/** Where campaigns are planned, and the page of one. */
export class CampaignPages {
  readonly hit: Locator;
  readonly standing: Locator;
  readonly asked: Locator;
  readonly services: Locator;

  constructor(private readonly page: Page) {
    this.hit = page.getByRole('region', { name: 'What this hits' });
    this.standing = page.getByRole('region', { name: 'Where it stands' });
    this.asked = page.getByRole('region', { name: 'What is asked of you' });
    this.services = page.getByRole('table', { name: 'Services' });
  }

  async openFromSidebar(): Promise<void> {
    await this.page.getByRole('link', { name: 'Campaigns' }).click();
    await expect(
      this.page.getByRole('heading', { name: 'Campaigns', level: 1 }),
    ).toBeVisible();
  }

  /** Opens the campaign of a title from the list. */
  async open(title: string): Promise<void> {
    await this.page.goto('/campaigns');
    await this.page.getByRole('link', { name: title }).first().click();
    await expect(this.hit).toContainText(/services change/);
  }

  /** Fills in the page that plans one value of all intents anew. */
  async planValue(options: {
    at: string;
    from: string;
    to: string;
    title: string;
    concurrency: number;
  }): Promise<void> {
    const { at, from, to, title, concurrency } = options;
    await this.page.getByRole('button', { name: 'New campaign' }).click();
    await this.page.getByLabel(/^Values in the intents/).check();
    await this.page.getByLabel('Where in the intent').fill(at);
    await this.page.getByLabel('Where it is now').click();
    await this.page.getByRole('option', { name: 'this value:' }).click();
    await this.page.getByLabel('Value now').fill(from);
    await this.page.getByLabel('New value').fill(to);
    await this.page
      .getByLabel('Requests open at the same time')
      .fill(String(concurrency));
    await this.page.getByLabel(/^Title/).fill(title);
  }

  async plan(): Promise<void> {
    await this.page.getByRole('button', { name: 'Plan it' }).click();
    await expect(this.hit).toContainText(/services change/, {
      timeout: 60_000,
    });
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start…' }).click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toContainText(/A change request is opened for each/);
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expect(this.standing).toContainText('Running');
  }

  async act(name: 'Pause' | 'Resume', state: 'Paused' | 'Running') {
    await this.page.getByRole('button', { name, exact: true }).click();
    await expect(this.standing).toContainText(state);
  }

  /** How many services stand in a state, as the page says now. */
  async count(state: string): Promise<number> {
    const chip = this.standing.getByRole('button', {
      name: new RegExp(`^\\d+ ${state}$`),
    });
    return (await chip.count()) === 0
      ? 0
      : Number.parseInt(await chip.innerText(), 10);
  }
}
