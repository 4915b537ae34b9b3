import { uncollapseUnchanged } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';

const FOLDED = '.cm-collapsedLines';

/** What the merge view draws for folded lines listens to the mouse only; this makes a button of it. */
function markFolds(view: EditorView): void {
  for (const fold of view.contentDOM.querySelectorAll<HTMLElement>(FOLDED)) {
    fold.tabIndex = 0;
    fold.setAttribute('role', 'button');
  }
}

/** Folded lines are reached with Tab and opened with Enter or Space. */
export function unfoldByKey(): Extension {
  return [
    ViewPlugin.define(view => {
      // The first drawing comes after the plugins.
      view.requestMeasure({ read: markFolds });
      return { docViewUpdate: markFolds };
    }),
    EditorView.domEventHandlers({
      keydown(event, view) {
        const fold =
          event.target instanceof Element ? event.target.closest(FOLDED) : null;
        if (!fold || (event.key !== 'Enter' && event.key !== ' ')) {
          return false;
        }
        const position = view.posAtDOM(fold);
        view.dispatch({
          effects: uncollapseUnchanged.of(position),
          selection: { anchor: position },
        });
        // The button is gone; reading goes on where it was.
        view.focus();
        return true;
      },
    }),
  ];
}
