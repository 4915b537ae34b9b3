import { pointerOf } from '../json/pointer';
import type { Problem } from '../schema/problem';
import type { IntentForm } from './intentForm';

/** Lists of the form whose entries are told apart by name, and where the intent holds them. */
const NAMED: { list: 'env' | 'secrets'; path: string[]; thing: string }[] = [
  {
    list: 'env',
    path: ['spec', 'containers', 'app', 'env'],
    thing: 'variable',
  },
  { list: 'secrets', path: ['spec', 'secrets'], thing: 'secret' },
];

/** Names that stand twice in a list of the form: the intent has room for one, and would drop the other silently. */
export function checkTwice(form: IntentForm): Problem[] {
  return NAMED.flatMap(({ list, path, thing }) => {
    const entries = Array.isArray(form[list]) ? form[list] : [];
    const names = entries.flatMap(entry => entry?.name || []);
    const twice = new Set(
      names.filter((name, index) => names.indexOf(name) !== index),
    );
    return [...twice].map(name => ({
      at: pointerOf([...path, name]),
      message: `the ${thing} "${name}" stands twice`,
      remedy: 'Remove one of them',
    }));
  });
}
