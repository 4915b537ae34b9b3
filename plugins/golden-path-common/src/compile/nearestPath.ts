import { isRecord, pointerOf, pointerSegments } from '../json/pointer';
import { nearestName } from '../words/nearest';

/**
 * `; the nearest is /spec/replicas`: what is there instead of a path that is not, with the part mended that failed
 * when a name like it exists, else as far as the path leads. Nothing when its first part fails already.
 */
export function nearestPath(value: unknown, path: string): string {
  const found: (string | number)[] = [];
  let here = value;
  for (const segment of pointerSegments(path)) {
    if (isRecord(here) && Object.hasOwn(here, segment)) {
      found.push(segment);
      here = here[segment];
    } else if (
      Array.isArray(here) &&
      /^\d+$/.test(segment) &&
      Number(segment) < here.length
    ) {
      found.push(segment);
      here = here[Number(segment)];
    } else {
      const nearest = nearestKey(here, segment);
      if (nearest !== undefined) {
        found.push(nearest);
      }
      break;
    }
  }
  return found.length > 0 ? `; the nearest is ${pointerOf(found)}` : '';
}

function nearestKey(value: unknown, segment: string): string | undefined {
  if (Array.isArray(value)) {
    return value.length > 0 ? String(value.length - 1) : undefined;
  }
  return isRecord(value) ? nearestName(segment, Object.keys(value)) : undefined;
}
