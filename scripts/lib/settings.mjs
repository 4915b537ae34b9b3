/**
 * Just enough of YAML to know, before anything is installed, which settings a profile ends up with: the block
 * mappings that configuration files are written in. What is inside lists and flow collections counts to the key
 * that holds it. The portal itself reads its configuration with Backstage's loader.
 */

/** A comment ends a line, unless the # is inside of a word or of quotes. */
function splitComment(line) {
  let quote;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i];
    if (quote) {
      quote = letter === quote ? undefined : quote;
    } else if (letter === '#' && (i === 0 || /\s/.test(line[i - 1]))) {
      return [line.slice(0, i).trimEnd(), line.slice(i + 1).trim()];
    } else if (
      (letter === '"' || letter === "'") &&
      /[\s:[{,-]/.test(line[i - 1] ?? ' ')
    ) {
      quote = letter;
    }
  }
  return [line.trimEnd(), ''];
}

function unquoted(text) {
  const found = /^(["'])(.*)\1$/.exec(text);
  return found ? found[2] : text;
}

/** Every key of a text: its path, the text of its value, and the comment beside it. */
function* entriesOf(text) {
  const above = [];
  for (const line of text.split(/\r?\n/)) {
    const [content, comment] = splitComment(line);
    const key =
      /^(\s*)(- )?(\s*)("[^"]+"|'[^']+'|[\w.$/-]+):(?:\s+(.*))?$/.exec(content);
    if (key) {
      const [, indent, dash = '', more, name, value = ''] = key;
      const depth = indent.length + dash.length + more.length;
      while (above.length && above.at(-1).depth >= depth) {
        above.pop();
      }
      above.push({ depth, name: unquoted(name), isItem: dash !== '' });
      const path = above
        .map(step => (step.isItem ? `[].${step.name}` : step.name))
        .join('.');
      yield { path, value: unquoted(value), comment };
    } else if (content.trim() && above.length) {
      // The rest of a list or of a text that goes on: of interest only for the variables in it.
      yield {
        path: above.map(step => step.name).join('.'),
        value: content.trim(),
        comment,
        goesOn: true,
      };
    }
  }
}

/** A set of settings: path → { value, comment }, as later files change what earlier ones say. */
export function settingsOf(texts) {
  const settings = new Map();
  for (const text of texts) {
    const mine = new Map();
    for (const { path, value, comment, goesOn } of entriesOf(text)) {
      const before = mine.get(path);
      mine.set(path, {
        value:
          goesOn || before ? `${before?.value ?? ''} ${value}`.trim() : value,
        comment: comment || before?.comment || '',
      });
    }
    for (const [path, setting] of mine) {
      const isParent = [...mine.keys()].some(key => key.startsWith(`${path}.`));
      if (!isParent && setting.value !== '{}') {
        for (const key of settings.keys()) {
          // A value, and nothing too, stands instead of what was below.
          if (key.startsWith(`${path}.`)) {
            settings.delete(key);
          }
        }
      }
      settings.set(path, setting);
    }
  }
  return settings;
}

const VARIABLE = /(\$?)\$\{([^{}]*)\}/g;

/** The variables of a value: name, and what stands in for it when it is not set. */
export function variablesOf(value) {
  return [...value.matchAll(VARIABLE)]
    .filter(([, escaped]) => !escaped)
    .map(([, , inside]) => {
      const [name, ...rest] = inside.split(':-');
      return {
        name: name.trim(),
        fallback: rest.length ? rest.join(':-').trim() : undefined,
      };
    });
}

/** The value of a setting with its variables filled in; undefined when it is not there or one of them is not set. */
export function valueOf(settings, path, env) {
  const text = settings.get(path)?.value;
  if (!text) {
    return undefined;
  }
  const variables = variablesOf(text);
  if (variables.some(({ name, fallback }) => !(env[name] || fallback))) {
    return undefined;
  }
  return text.replace(VARIABLE, (whole, escaped, inside) => {
    const [{ name, fallback } = {}] = variablesOf(whole);
    return escaped ? `\${${inside}}` : env[name] || fallback;
  });
}
