import type { Page } from '@playwright/test';

/** Becoming one of the people of the demo estate. */
export class SignInPage {
  constructor(private readonly page: Page) {}

  async as(name: 'Priya' | 'Sam' | 'Pat' | 'Fin' | 'Vic'): Promise<void> {
    await this.page.goto('/');
    await this.page
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    await this.page.getByRole('heading', { name: `Hello, ${name}` }).waitFor();
  }

  /** Forgets who is signed in, as signing out under Settings does. */
  async signOut(): Promise<void> {
    await this.page.goto('/settings');
    await this.page.getByTestId('user-settings-menu').click();
    await this.page.getByRole('menuitem', { name: 'Sign Out' }).click();
    await this.page.getByRole('button', { name: /^Priya/ }).waitFor();
  }
}
