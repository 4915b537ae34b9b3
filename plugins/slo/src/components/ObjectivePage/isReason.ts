/** What the backend takes as a reason that people can read. */
export function isReason(text: string): boolean {
  return text.trim().length >= 3;
}
