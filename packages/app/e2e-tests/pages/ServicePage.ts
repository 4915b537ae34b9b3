import { expect, type Locator, type Page } from '@playwright/test';

/** The golden path of a service: what it is, what is delivered, and what can be done to it. */
export class ServicePage {
  readonly change: Locator;
  readonly dialog: Locator;

  constructor(private readonly page: Page) {
    this.change = page.getByRole('button', { name: 'Change this service' });
    this.dialog = page.getByRole('dialog');
  }

  async open(service: string): Promise<void> {
    await this.page.goto(`/catalog/default/component/${service}/golden-path`);
    await expect(this.change).toBeVisible();
  }

  /** The form, filled in from Git. */
  async startChange(service: string): Promise<void> {
    await this.open(service);
    await this.change.click();
    await expect(this.page.getByLabel(/^Name/).first()).toHaveValue(service);
  }

  /** Opens the dialog of a flow from the menu. */
  async choose(flow: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'More changes' }).click();
    await this.page.getByRole('menuitem', { name: flow }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** What is delivered to an environment. */
  environment(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Confirms the open dialog, and follows to the request. */
  async confirm(button: RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name: button }).click();
    await expect(this.page).toHaveURL(/\/change-requests\/.+/);
    await expect(
      this.page.getByRole('region', { name: 'Decision' }),
    ).toBeVisible();
  }
}
