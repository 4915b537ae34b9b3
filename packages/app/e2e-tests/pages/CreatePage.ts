import { expect, type Locator, type Page } from '@playwright/test';

/** The form of a golden-path template, with what it would give beside it. */
export class CreatePage {
  readonly preview: Locator;

  constructor(private readonly page: Page) {
    this.preview = page.getByRole('complementary', {
      name: 'What you will get',
    });
  }

  async choose(template: string): Promise<void> {
    await this.page.goto('/create');
    // Backstage's cards have no role: the closest box around the title that has the button.
    await this.page
      .getByText(template, { exact: true })
      .locator('xpath=ancestor::*[.//button[normalize-space()="Choose"]][1]')
      .getByRole('button', { name: 'Choose' })
      .click();
    await expect(this.preview).toBeVisible();
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(value);
  }

  /** Picks an entity or another entry of a list that opens while one types. */
  async pick(label: string | RegExp, value: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(value);
    await this.page
      .getByRole('option', { name: new RegExp(value, 'i') })
      .first()
      .click();
  }

  async choice(label: string | RegExp): Promise<void> {
    await this.page.getByLabel(label).check();
  }

  /** An entry of a drop-down. */
  async select(label: string | RegExp, option: string): Promise<void> {
    await this.page.getByLabel(label).first().click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async next(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Next' }).click();
    await expect(this.page.getByText(title).first()).toBeVisible();
  }

  async addDependency(options: {
    kind: 'Service' | 'Topic' | 'Resource';
    name: string;
  }): Promise<void> {
    const { kind, name } = options;
    await this.page.getByRole('button', { name: 'Add a dependency' }).click();
    const row = this.page
      .getByRole('group', { name: 'Dependencies' })
      .getByRole('listitem')
      .last();
    await row.getByLabel('Kind').selectOption({ label: kind });
    await row.getByRole('textbox', { name: kind }).fill(name);
    await this.page.keyboard.press('Escape');
  }

  async addVariable(name: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a variable' }).click();
    const row = this.page
      .getByRole('group', { name: 'Environment variables' })
      .getByRole('listitem')
      .last();
    await row.getByLabel('Name').fill(name);
    await row.getByLabel('Value').fill(value);
  }

  async addAccepted(service: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a service' }).click();
    await this.page
      .getByRole('group', { name: 'Who may call it' })
      .getByRole('listitem')
      .last()
      .getByRole('textbox', { name: 'Service' })
      .fill(service);
    await this.page.keyboard.press('Escape');
  }

  async review(): Promise<void> {
    await this.page.getByRole('button', { name: 'Review' }).click();
  }

  /** Opens the request and follows the link to its page. */
  async open(): Promise<void> {
    await this.page
      .getByRole('button', { name: 'Open change request' })
      .click();
    await this.page
      .getByRole('link', { name: /Change request #/ })
      .click({ timeout: 60_000 });
  }
}
