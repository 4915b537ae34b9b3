/** No document with objectives is larger; the backend says what its own limit is. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a file of this computer holds, or why that is not known. */
export function readFile(
  file: File,
): Promise<{ text: string } | { failure: 'tooLarge' | 'notRead' }> {
  if (file.size > MOST_BYTES) {
    return Promise.resolve({ failure: 'tooLarge' });
  }
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () =>
      resolve(
        typeof reader.result === 'string'
          ? { text: reader.result }
          : { failure: 'notRead' },
      );
    reader.onerror = () => resolve({ failure: 'notRead' });
    reader.readAsText(file);
  });
}
