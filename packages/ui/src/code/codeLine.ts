/** Size of a line of code, in the editor and in the text that stands in while it loads. */
export const CODE_LINE = { fontSize: 13, lineHeight: 20 } as const;

export const CODE_FONT =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
