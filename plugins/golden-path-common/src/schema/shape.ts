import { z } from 'zod';

/** What a schema says about a place in a document, for messages that name what would have been right. */

type Schema = z.core.$ZodType;

/** The schemas without what wraps them: optional parts, and the options of a union. */
export function alternativesOf(schema: Schema): Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return alternativesOf(schema.unwrap());
  }
  if (schema instanceof z.ZodUnion) {
    return optionsOf(schema).flatMap(alternativesOf);
  }
  return [schema];
}

/** The options of a union in the order they are tried; none for anything else. */
export function optionsOf(schema: Schema): Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return optionsOf(schema.unwrap());
  }
  return schema instanceof z.ZodUnion ? [...schema.options] : [];
}

function member(schema: Schema, key: PropertyKey): Schema[] {
  if (schema instanceof z.ZodObject) {
    const shape: Record<PropertyKey, Schema | undefined> = schema.shape;
    const found = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return found ? [found] : [];
  }
  if (schema instanceof z.ZodRecord) {
    return [schema.valueType];
  }
  if (schema instanceof z.ZodArray) {
    return [schema.element];
  }
  return [];
}

/** The schemas that may apply at a path, still wrapped. */
export function schemasAt(
  schema: Schema,
  path: readonly PropertyKey[],
): Schema[] {
  let here: Schema[] = [schema];
  for (const key of path) {
    here = here.flatMap(alternativesOf).flatMap(each => member(each, key));
  }
  return here;
}

/**
 * The fields that a mapping at a path may have; none where any name may stand. Of several kinds of mapping only
 * those count that `value` has the required fields of.
 */
export function fieldsAt(
  schema: Schema,
  path: readonly PropertyKey[],
  value?: unknown,
): string[] {
  const all = schemasAt(schema, path).flatMap(alternativesOf);
  const fitting = all.filter(each => hasRequired(each, value));
  const fields = (fitting.length > 0 ? fitting : all).flatMap(each => {
    if (each instanceof z.ZodObject) {
      return Object.keys(each.shape);
    }
    if (each instanceof z.ZodRecord && each.keyType instanceof z.ZodEnum) {
      return each.keyType.options.map(String);
    }
    return [];
  });
  return [...new Set(fields)];
}

function hasRequired(schema: Schema, value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    requiredFieldsOf(schema).every(name => Object.hasOwn(value, name))
  );
}

function requiredFieldsOf(schema: Schema): string[] {
  return schema instanceof z.ZodObject
    ? Object.entries(schema.shape).flatMap(([name, field]) =>
        field instanceof z.ZodOptional ? [] : [name],
      )
    : [];
}

/** The fields that a mapping at a path has to have; none where it may be one of several mappings. */
export function requiredFieldsAt(
  schema: Schema,
  path: readonly PropertyKey[],
): string[] {
  const [only, ...others] = schemasAt(schema, path).flatMap(alternativesOf);
  return only && others.length === 0 ? requiredFieldsOf(only) : [];
}

/** What the schema says about a field in words, when it says something. */
export function descriptionAt(
  schema: Schema,
  path: readonly PropertyKey[],
): string | undefined {
  for (const found of schemasAt(schema, path)) {
    for (const each of [found, ...alternativesOf(found)]) {
      if (each instanceof z.ZodType && each.description) {
        return each.description;
      }
    }
  }
  return undefined;
}
