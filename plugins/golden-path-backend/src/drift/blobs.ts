import { hash } from 'node:crypto';

/** The id that Git gives a text, in a repository whose ids have as many digits as `like`. */
export function blobId(text: string, options: { like: string }): string {
  return hash(
    options.like.length > 40 ? 'sha256' : 'sha1',
    `blob ${Buffer.byteLength(text)}\0${text}`,
  );
}
