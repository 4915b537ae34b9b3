/** What is compiled under the draft and under what is out. */
export type Feed =
  /** A test of a template: its answers are a file of the draft. */
  | { kind: 'test'; template: string; test: string }
  /** Answers to a template that are written here, and nowhere kept but in this browser. */
  | { kind: 'answers'; template: string }
  /** A merged service, as its owners state it or otherwise. */
  | { kind: 'service'; name: string }
  /** Any intent. */
  | { kind: 'intent' };

/** As it stands in the address. */
export function feedInAddress(feed: Feed): string {
  switch (feed.kind) {
    case 'test':
      return `test:${feed.template}/${feed.test}`;
    case 'answers':
      return `answers:${feed.template}`;
    case 'service':
      return `service:${feed.name}`;
    default:
      return 'intent';
  }
}

/** What the address asks for; nothing where it says nothing that can be fed. */
export function feedOfAddress(text: string | null): Feed | undefined {
  const [, kind, rest = ''] =
    /^(test|answers|service|intent)(?::(.*))?$/.exec(text ?? '') ?? [];
  switch (kind) {
    case 'test': {
      const [template, test] = rest.split('/');
      return template && test ? { kind, template, test } : undefined;
    }
    case 'answers':
      return rest ? { kind, template: rest } : undefined;
    case 'service':
      // A service that is still to be picked has no name yet.
      return { kind, name: rest };
    case 'intent':
      return { kind };
    default:
      return undefined;
  }
}
