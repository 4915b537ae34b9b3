import { refOfAddress, trailersOf, type Trailers } from './commitMessage';

/** A commit as git keeps it. */
export interface Commit {
  tree: string;
  parents: string[];
  /** Ref in the address of the author. */
  author: string;
  /** ISO 8601, UTC. */
  at: string;
  title: string;
  body: string;
  trailers: Trailers;
}

/** Reads the content of a commit object. */
export function parseCommit(content: Buffer): Commit {
  const text = content.toString();
  const split = text.indexOf('\n\n');
  const header = text.slice(0, split).split('\n');
  const message = text.slice(split + 2).trim();
  const values = (name: string) =>
    header
      .filter(line => line.startsWith(`${name} `))
      .map(line => line.slice(name.length + 1));
  const [, address = '', seconds = '0'] =
    /<([^>]*)> (\d+) [+-]\d{4}$/.exec(values('author')[0] ?? '') ?? [];
  const trailers = trailersOf(message);
  const [title, ...paragraphs] = message.split('\n\n');
  const body =
    Object.keys(trailers).length > 0 ? paragraphs.slice(0, -1) : paragraphs;
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: refOfAddress(address),
    at: new Date(Number(seconds) * 1000).toISOString(),
    title,
    body: body.join('\n\n'),
    trailers,
  };
}
