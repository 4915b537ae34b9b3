/** Words of the page on which the document of an objective is written. */
export const editorWords = {
  editor: { title: 'Objective' },
} as const;
