import {
  readYaml,
  type CompileResult,
  type DerivedDocument,
  type DerivedObject,
  type KubeObject,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/**
 * A result with what Git holds in the place of what is derived at some paths, so that both can be compared where
 * nothing is known of how the one in Git was derived.
 */
export function asHeld(options: {
  result: CompileResult;
  /** Texts of Git by path; a path without a text is not there. */
  texts: ReadonlyMap<string, string | undefined>;
}): CompileResult {
  const { result, texts } = options;
  return {
    ...result,
    objects: result.objects.flatMap(each => heldObject(each, texts)),
    documents: result.documents.flatMap(each => heldDocument(each, texts)),
  };
}

function heldObject(
  derived: DerivedObject,
  texts: ReadonlyMap<string, string | undefined>,
): DerivedObject[] {
  if (!texts.has(derived.path)) {
    return [derived];
  }
  const object = objectOf(texts.get(derived.path));
  return object ? [{ ...derived, object }] : [];
}

function heldDocument(
  derived: DerivedDocument,
  texts: ReadonlyMap<string, string | undefined>,
): DerivedDocument[] {
  if (!texts.has(derived.path)) {
    return [derived];
  }
  const text = texts.get(derived.path);
  const { object: _, ...rest } = derived;
  return text === undefined ? [] : [{ ...rest, text }];
}

/** Whatever lies there; what is no object is as if it were not. */
function objectOf(text: string | undefined): KubeObject | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const { metadata, ...fields } = objectSchema.parse(readYaml(text));
    return { ...fields, metadata };
  } catch {
    return undefined;
  }
}
