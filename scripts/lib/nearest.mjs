/** How many letters have to be inserted, left out or replaced to make `a` of `b`. */
function distance(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(
        before[j] + 1,
        row[j - 1] + 1,
        before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    before = row;
  }
  return before[b.length];
}

/** The name that was probably meant, or undefined when none is near. */
export function closest(word, names) {
  const [best] = names
    .map(name => ({ name, far: distance(word.toLowerCase(), name) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= 3 ? best.name : undefined;
}
