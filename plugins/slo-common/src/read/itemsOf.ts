import { fieldOf, isMapping, textOf } from './fields';
import type { YamlDocument } from './types';

/** The documents that one holds: the items of a list, as `kubectl get -o yaml` prints it; else the document itself. */
export function itemsOf(document: YamlDocument): YamlDocument[] {
  const { value, lineOf } = document;
  const items = fieldOf(value, 'items');
  const isList =
    textOf(value, 'apiVersion') !== undefined &&
    textOf(value, 'kind')?.endsWith('List') === true;
  return isList && Array.isArray(items) && items.every(isMapping)
    ? items.map((item, index) => ({
        ...document,
        value: item,
        lineOf: pointer => lineOf(`/items/${index}${pointer}`),
      }))
    : [document];
}
