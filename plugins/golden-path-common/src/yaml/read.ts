import { InputError } from '@backstage/errors';
import { CORE_SCHEMA, load, loadAll, YAMLException } from 'js-yaml';

function told(error: unknown): unknown {
  if (!(error instanceof YAMLException)) {
    return error;
  }
  const where = error.mark ? `line ${error.mark.line + 1}: ` : '';
  return new InputError(`${where}malformed YAML: ${error.reason}; mend it`);
}

/**
 * Reads one YAML document as plain data (core schema of YAML 1.2: dates stay texts). For documents that people
 * write, with line numbers for each problem, use `parseIntent` and its like.
 *
 * @throws InputError with the line when the text is not one YAML document.
 * @public
 */
export function readYaml(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    throw told(error);
  }
}

/**
 * Reads a YAML stream of any number of documents; empty ones are left out.
 *
 * @throws InputError with the line when the text is not YAML.
 * @public
 */
export function readYamlStream(text: string): unknown[] {
  const documents: unknown[] = [];
  try {
    loadAll(text, document => documents.push(document), {
      schema: CORE_SCHEMA,
    });
  } catch (error) {
    throw told(error);
  }
  return documents.filter(
    document => document !== undefined && document !== null,
  );
}
