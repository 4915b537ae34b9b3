/** A counter and what it is narrowed by, as an intent writes them. */
interface Selected {
  counter: string;
  matchers: Set<string>;
}

const MATCHER = /([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("[^"]*")/g;

function selectedBy(selector: string): Selected {
  const [counter] = selector.split('{', 1);
  return {
    counter,
    matchers: new Set(
      [...selector.slice(counter.length).matchAll(MATCHER)].map(
        ([, label, operator, value]) => `${label}${operator}${value}`,
      ),
    ),
  };
}

/** Whether what one selector selects is certainly a part of what the other does: each matcher takes series away. */
export function isPartOf(selector: string, whole: string): boolean {
  const part = selectedBy(selector);
  const all = selectedBy(whole);
  return (
    part.counter === all.counter &&
    [...all.matchers].every(matcher => part.matchers.has(matcher))
  );
}
