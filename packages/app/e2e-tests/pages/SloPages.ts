import { expect, type Locator, type Page } from '@playwright/test';

/** All objectives, and one of them. */
export class SloPages {
  constructor(private readonly page: Page) {}

  get rows(): Locator {
    return this.page
      .getByRole('table', { name: 'SLOs' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader') });
  }

  /** Every objective, what burns fastest first. */
  async openFleet(): Promise<void> {
    await this.page.goto('/slos');
    await expect(this.rows.first()).toBeVisible({ timeout: 60_000 });
  }

  /** Of the filters above the table. */
  async choose(facet: string, value: string): Promise<void> {
    await this.page.getByLabel(facet, { exact: true }).click();
    await this.page.getByRole('option', { name: value, exact: true }).click();
  }

  /** Takes the next hour out of the budget of the objective that is open. */
  async exclude(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Exclusions/ }).click();
    await this.page.getByRole('button', { name: 'Exclude time' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel(/^Why/).fill(reason);
    await dialog.getByRole('button', { name: 'Exclude', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The row of an exclusion. */
  exclusion(reason: string): Locator {
    return this.page
      .getByRole('table', { name: 'Exclusions' })
      .getByRole('row', { name: reason });
  }

  async withdraw(reason: string, why: string): Promise<void> {
    await this.exclusion(reason)
      .getByRole('button', { name: /^Withdraw/ })
      .click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel(/^Why/).fill(why);
    await dialog.getByRole('button', { name: /^Withdraw/ }).click();
    await expect(dialog).toBeHidden();
  }
}
