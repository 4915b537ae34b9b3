/** Words of the entity tab and card, and of the widget on the first page. */
export const entityWords = {
  entitySlos: { title: 'SLOs' },
} as const;
