import '@testing-library/jest-dom';

// jsdom does no layout; the editor only needs to hear that nothing has a size.
Range.prototype.getClientRects = () =>
  Object.assign([], { item: () => null }) satisfies DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

// Whole pages are drawn; a busy machine takes its time for that.
jest.setTimeout(60_000);
