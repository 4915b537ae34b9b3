import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What Backstage itself draws, and we cannot change from a plugin: named here one by one, so that nothing of ours
 * hides behind it.
 */
const NOT_OURS = [
  '[class*="BackstageSidebar"]',
  'nav[aria-label="sidebar nav"]',
  // Tabs of a page's header: they control a panel that is not in the page.
  '[role="tab"][id^="react-aria"]',
];

/** No serious violation of WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  let axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
  ]);
  for (const selector of NOT_OURS) {
    axe = axe.exclude(selector);
  }
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target }) => target.join(' ')).slice(0, 5),
    }));
  expect(serious).toEqual([]);
}
