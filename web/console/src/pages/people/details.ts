// What eligibility looked at, as it is stored: English with codes. For readers of Indonesian the words
// of its closed forms are said in Indonesian; what is not known here stays as it is.
import { day, shortMonth } from '../../format';
import { SECTORS, sectorName } from '../../kit/terms';
import { language } from '../../words';

/** A region's code: 33, 33.19, 33.19.05, 33.19.05.2008; only those of two parts and more are sure to be one. */
export const REGION = /\b\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?\b/g;

const PHRASES: [RegExp, string][] = [
  [/\blives\b/g, 'tinggal di'],
  [/\bworks\b/g, 'bekerja di'],
  [/\b(tinggal|bekerja) di not known\b/g, 'tempat $1 tidak diketahui'],
  [/\bnot known\b/g, 'tidak diketahui'],
  [/\barea\b/g, 'wilayah'],
  [/\b(\d+) years on\b/g, '$1 tahun pada'],
  [/\bfrom (\d+) to below (\d+) years\b/g, 'dari $1 sampai di bawah $2 tahun'],
  [/\bfrom (\d+) years\b/g, 'mulai $1 tahun'],
  [/\bbelow (\d+) years\b/g, 'di bawah $1 tahun'],
  [/\blisted\b/g, 'terdata'],
  [/\bdecile\b/g, 'desil'],
  [/\bat most\b/g, 'paling tinggi'],
  [/\bnot_listed\b/g, 'tidak terdata'],
];

/** "2025-01/2026-01" -> "Jan 25 – Des 25": the end is not included. */
function spanText(whole: string, from: string, until: string): string {
  const last = new Date(`${until}-01T00:00:00Z`);
  if (Number.isNaN(last.getTime())) return whole;
  last.setUTCMonth(last.getUTCMonth() - 1);
  return `${shortMonth(from)} – ${shortMonth(last.toISOString())}`;
}

/** `region` names a region by its code. */
export function detailText(detail: string, region: (code: string) => string): string {
  if (SECTORS.includes(detail)) return sectorName(detail);
  const dated = detail
    .replace(/\b(\d{4}-\d{2})\/(\d{4}-\d{2})\b/g, spanText)
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => day(date))
    .replace(REGION, region);
  if (language() === 'en') return dated.replace(/\bnot_listed\b/g, 'not listed');
  return PHRASES.reduce((text, [from, to]) => text.replace(from, to), dated);
}
