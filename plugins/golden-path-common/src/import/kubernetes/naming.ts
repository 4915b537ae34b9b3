import { isName, nearestName } from '../names';
import { placeOf, type ImportReport } from '../report';
import type { Folder, Workload } from './folder';

/**
 * The name of each service: that of its workload, or the nearest one that can be a name. What cannot have a name
 * of its own is told and left out.
 */
export function namesOf(
  folder: Folder,
  report: ImportReport,
): Map<Workload, string> {
  const names = new Map<Workload, string>();
  const taken = new Map<string, Workload>();
  for (const workload of folder.workloads) {
    const wanted = isName(workload.name)
      ? workload.name
      : nearestName(workload.name);
    const other = wanted === undefined ? undefined : taken.get(wanted);
    const second =
      other && other.namespace === workload.namespace
        ? nearestName(`${wanted?.slice(0, 40)}-${workload.kind}`)
        : undefined;
    const name = other ? second : wanted;
    if (name !== undefined && !taken.has(name)) {
      names.set(workload, name);
      taken.set(name, workload);
      continue;
    }
    report.leaveOut({
      ...placeOf(workload.manifest, '/metadata/name'),
      what: `${workload.kind} ${workload.namespace}/${workload.name}`,
      why:
        wanted === undefined
          ? `"${workload.name.slice(
              0,
              60,
            )}" cannot become the name of a service, a DNS label of at most 53 characters; rename it and import again`
          : `a service called ${wanted} was drafted from ${
              other?.namespace ?? 'another namespace'
            } already; import one environment at a time`,
    });
  }
  return names;
}
