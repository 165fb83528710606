// Counts of the report out of persons by station; null as soon as a part of it is hidden.
import type { Schemas } from '../../api';

export type Stations = Schemas['FigureStations'];
export type Station = keyof Stations;

const WAY = ['active', 'grace', 'lapsed', 'ended', 'enrolled', 'funded', 'waiting'] as const;

export function sum(stations: Stations, wanted: readonly Station[]): number | null {
  let total = 0;
  for (const each of wanted) {
    const count = stations[each];
    if (count === null || count === undefined) return null;
    total += count;
  }
  return total;
}

export const covered = (stations: Stations): number | null => sum(stations, ['active', 'grace']);
/** Who may be covered, whether somebody pays or not. */
export const eligible = (stations: Stations): number | null => sum(stations, WAY);
export const ELIGIBLE: readonly Station[] = WAY;
export const FUNDED: readonly Station[] = ['active', 'grace', 'lapsed', 'ended', 'enrolled', 'funded'];
export const ENROLLED: readonly Station[] = ['active', 'grace', 'lapsed', 'ended', 'enrolled'];

export function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
