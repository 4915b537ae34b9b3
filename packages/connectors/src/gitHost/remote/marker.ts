import { z } from 'zod';

const MAX_MARKER = 16 * 1024;
const ref = z.string().max(256);

const requestMarker = z.object({
  key: z.string(),
  /** Entity ref of who opened it. */
  author: ref,
  /** Commit that the rest belongs to. */
  commit: z.string(),
  baseCommit: z.string(),
  contractVersion: z.string().max(64).optional(),
  /** Entity refs. */
  reviewers: z.array(ref).max(100),
  /** Labels that the portal has put on it; others were put on it there. */
  labels: z.array(z.string().max(256)).max(100),
});

const commentMarker = z.object({
  /** Makes a comment whose answer was lost findable. */
  id: z.string().max(64),
  by: ref,
});

/** What a host cannot keep of a request; hidden in its body, and visible to nobody who only reads. */
export type RequestMarker = z.infer<typeof requestMarker>;

export type CommentMarker = z.infer<typeof commentMarker>;

/** The body of a request with its marker at the end. */
export function withRequestMarker(text: string, marker: RequestMarker): string {
  return `${text}\n\n${hidden('request', marker)}`.trim();
}

/** Text and marker of a request's body; a marker that is damaged is none. */
export function readRequestBody(body: string): {
  text: string;
  marker?: RequestMarker;
} {
  // The last one: what people wrote stands before it.
  return read(body, {
    kind: 'request',
    schema: requestMarker,
    find: (text, begin) => text.lastIndexOf(begin),
  });
}

/** A comment that the portal posts for somebody, who is named in it. */
export function commentText(options: {
  text: string;
  marker: CommentMarker;
  name: string;
}): string {
  const { text, marker, name } = options;
  return `${hidden('comment', marker)}\n${intro(name)}\n\n${text}`;
}

/** What was written in a comment that {@link commentText} made, and by whom. */
export function readComment(body: string): {
  text: string;
  marker?: CommentMarker;
} {
  // Only at the very beginning: what people wrote stands behind it.
  const found = read(body, {
    kind: 'comment',
    schema: commentMarker,
    find: (text, begin) => (text.startsWith(begin) ? 0 : -1),
  });
  return found.marker
    ? { ...found, text: found.text.replace(/^\*\*[^\n]*\n\n/, '') }
    : { text: body };
}

function intro(name: string): string {
  return `**${name.replace(/[\\`*_[\]<>]/g, '\\$&')}** wrote in Fairway:`;
}

function hidden(kind: string, marker: unknown): string {
  // `-->` would end the comment, wherever it stands in a text.
  const json = JSON.stringify(marker).replace(
    /[<>-]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<!-- fairway:${kind} ${json} -->`;
}

function read<T>(
  body: string,
  options: {
    kind: string;
    schema: z.ZodType<T>;
    find(text: string, begin: string): number;
  },
): { text: string; marker?: T } {
  const { kind, schema, find } = options;
  const plain = body.replace(/\r\n?/g, '\n');
  const begin = find(plain, `<!-- fairway:${kind} {`);
  const end = plain.indexOf(' -->', begin);
  if (begin < 0 || end < 0 || end - begin > MAX_MARKER) {
    return { text: plain.trim() };
  }
  const text = (
    plain.slice(0, begin) + plain.slice(end + ' -->'.length)
  ).trim();
  const parsed = schema.safeParse(
    parseJson(plain.slice(plain.indexOf('{', begin), end)),
  );
  return parsed.success ? { text, marker: parsed.data } : { text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
