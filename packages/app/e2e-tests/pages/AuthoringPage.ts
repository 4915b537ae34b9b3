import { expect, type Locator, type Page } from '@playwright/test';

/** Where the contract and its templates are changed. */
export class AuthoringPage {
  readonly verdict: Locator;
  readonly changes: Locator;

  constructor(private readonly page: Page) {
    this.verdict = page
      .getByRole('region', { name: 'What comes out' })
      .getByRole('status')
      .first();
    this.changes = page.getByRole('list', { name: 'What changes' });
  }

  async openFromSidebar(): Promise<void> {
    await this.page.getByRole('link', { name: 'Authoring' }).click();
    await expect(this.verdict).toContainText('Nothing changes');
  }

  async openFile(path: string): Promise<Locator> {
    await this.page
      .getByRole('navigation', { name: 'Files' })
      .getByRole('button', { name: new RegExp(`^${path.split('/').pop()}`) })
      .click();
    const editor = this.page.getByRole('textbox', { name: path });
    await expect(editor).toBeVisible();
    return editor;
  }

  /** Puts a text in the place of another one, as an author does: found by search, and typed over. */
  async replace(options: {
    file: string;
    what: string;
    by: string;
  }): Promise<void> {
    const { file, what, by } = options;
    const editor = await this.openFile(file);
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+f');
    const search = this.page.getByRole('textbox', { name: 'Find' });
    await search.pressSequentially(what);
    await search.press('Enter');
    await search.press('Escape');
    await this.page.keyboard.type(by);
    await expect(editor).toContainText(by);
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  async saveAs(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.page.getByLabel('Title').fill(title);
    await this.page.getByRole('button', { name: 'Save draft' }).click();
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }

  async measure(): Promise<void> {
    await this.page
      .getByRole('button', { name: 'Measure over all services' })
      .click();
    await expect(this.page.getByText(/\d+ services in/)).toBeVisible({
      timeout: 120_000,
    });
  }
}
