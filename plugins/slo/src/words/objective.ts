/** Words of the page of one objective. */
export const objectiveWords = {
  objective: { title: 'Objective' },
} as const;
