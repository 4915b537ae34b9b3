import { FunctionTable } from '../language/functions';
import { registerAuthorization } from './authorization';
import { registerConversions } from './conversions';
import { registerLists, registerSets } from './lists';
import { registerFormats } from './names';
import { registerNetwork } from './network';
import { registerOperators } from './operators';
import { registerOptionals } from './optionals';
import { registerQuantity } from './quantity';
import { registerRegex } from './regex';
import { registerSemver } from './semver';
import { registerStrings } from './strings';
import { registerTime } from './time';
import { registerUrl } from './url';

let table: FunctionTable | undefined;

/** The functions of CEL and of the libraries that the API server of Kubernetes 1.34 takes in a new policy. */
export function libraryFunctions(): FunctionTable {
  if (table) return table;
  table = new FunctionTable();
  registerOperators(table);
  registerConversions(table);
  registerStrings(table);
  registerRegex(table);
  registerTime(table);
  registerOptionals(table);
  registerLists(table);
  registerSets(table);
  registerQuantity(table);
  registerSemver(table);
  registerUrl(table);
  registerNetwork(table);
  registerFormats(table);
  registerAuthorization(table);
  return table;
}
