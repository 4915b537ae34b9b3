import { fireEvent } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Writes a text in the place of all that an editor holds, as pasting over it does. */
export async function replaceText(
  editor: HTMLElement,
  text: string,
): Promise<void> {
  editor.focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  fireEvent.paste(editor, {
    clipboardData: { getData: () => text, files: [], types: ['text/plain'] },
  });
}
