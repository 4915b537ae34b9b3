import { expect, type Locator, type Page } from '@playwright/test';

/** One change request: decision above the fold, then diff, reasons and conversation. */
export class ChangeRequestPage {
  readonly approve: Locator;
  readonly merge: Locator;
  readonly decision: Locator;

  constructor(private readonly page: Page) {
    this.approve = page.getByRole('button', { name: 'Approve' });
    this.merge = page.getByRole('button', { name: /^Merge/ });
    this.decision = page.getByRole('region', { name: 'Decision' });
  }

  /** Finds the open request of a service in the list. */
  async openOf(service: string): Promise<void> {
    await this.page.goto('/change-requests');
    await this.page
      .getByRole('link', { name: new RegExp(service) })
      .first()
      .click();
    await expect(this.decision).toBeVisible();
  }

  /** Chooses a file of the diff and waits for its text. */
  async readDiff(file: string | RegExp, text: string): Promise<void> {
    const diff = this.page.getByRole('tabpanel').or(this.page.locator('main'));
    await diff.getByRole('button', { name: file }).first().click();
    await expect(this.page.locator('.cm-content').first()).toContainText(text);
  }

  async confirmMerge(): Promise<void> {
    await this.merge.click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Merge/ })
      .click();
    await expect(this.page.getByText('Merged').first()).toBeVisible();
  }
}
