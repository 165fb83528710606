// A series of figures as cells of a grid and back. A cell is the text that stands in it; empty: the
// series says nothing of it.
import type { paths } from '../../generated/api';

export type Stated = paths['/v1/potential']['get']['responses']['200']['content']['application/json']['items'][number];
type Row = NonNullable<paths['/v1/potential/{series}']['put']['requestBody']>['content']['application/json']['rows'][number];

/** The column of all sectors together. */
export const ALL = '*';
export type Cells = Record<string, string>;
export const cellKey = (region: string, sector: string): string => `${region} ${sector}`;

const SEGMENT = 'BPU';
/** The grid states informal workers; what a series says of other segments, or elsewhere, stays as it is. */
const inGrid = (row: Stated, area: string, parts: { code: string }[]): boolean =>
  (row.segment === SEGMENT || row.segment === '') && (row.region === area || parts.some((part) => part.code === row.region));

export function cellsOf(rows: Stated[], area: string, parts: { code: string }[]): Cells {
  const cells: Cells = {};
  for (const row of rows) if (inGrid(row, area, parts)) cells[cellKey(row.region, row.sector || ALL)] = String(row.people);
  return cells;
}

/** Every row of the series: those of the grid and those that it does not show. */
export function rowsOf(cells: Cells, rows: Stated[], area: string, parts: { code: string }[]): Row[] {
  const known = new Map(rows.map((row) => [cellKey(row.region, row.sector || ALL), row]));
  const own = (row: Stated) => ({ source: row.source, mark: row.mark as 'published', ...(row.note ? { note: row.note } : {}) });
  const kept = rows.filter((row) => !inGrid(row, area, parts)).map((row): Row => ({
    region: row.region, people: row.people, ...(row.sector ? { sector: row.sector as Row['sector'] & string } : {}), ...(row.segment ? { segment: row.segment as 'BPU' } : {}), ...own(row),
  }));
  const stated = Object.entries(cells).filter(([, text]) => text !== '').map(([key, text]): Row => {
    const [region = '', sector = ALL] = key.split(' ');
    const before = known.get(key);
    const segment = before ? before.segment : SEGMENT;
    return {
      region, people: Number(text), ...(sector === ALL ? {} : { sector: sector as Row['sector'] & string }), ...(segment ? { segment: segment as 'BPU' } : {}),
      // A figure that stays keeps its own source; a changed one has the series'.
      ...(before && String(before.people) === text ? own(before) : {}),
    };
  });
  return [...kept, ...stated];
}

export function sumOf(cells: Cells, regions: string[], sectors: string[]): number {
  let sum = 0;
  for (const region of regions) for (const sector of sectors) sum += Number(cells[cellKey(region, sector)] || 0);
  return sum;
}

/** A block from a spreadsheet, put in from one cell on: "1.200<tab>300" is two cells. */
export function pasted(cells: Cells, text: string, regions: string[], sectors: string[]): Cells {
  const next = { ...cells };
  text.replace(/\r/g, '').replace(/\n+$/, '').split('\n').forEach((line, row) => {
    line.split('\t').forEach((value, column) => {
      const [region, sector] = [regions[row], sectors[column]];
      if (region !== undefined && sector !== undefined) next[cellKey(region, sector)] = value.replace(/\D/g, '');
    });
  });
  return next;
}
