import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// What a test waits for may take its time on a machine that others use too.
configure({ asyncUtilTimeout: 15_000 });

// jsdom does no layout; the editor only needs to hear that nothing has a size.
Range.prototype.getClientRects = () =>
  Object.assign([], { item: () => null }) satisfies DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

// Whole pages are drawn; a busy machine takes its time for that.
jest.setTimeout(60_000);

// There is nothing to scroll either.
Element.prototype.scrollIntoView = () => {};
