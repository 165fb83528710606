// What eligibility looked at, as it is stored: English with codes. For readers of Indonesian the words
// of its closed forms are said in Indonesian; what is not known here stays as it is.
import { day } from '../../format';
import { SECTORS, sectorName } from '../../kit/terms';
import { language } from '../../words';

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
];

export function detailText(detail: string): string {
  if (SECTORS.includes(detail)) return sectorName(detail);
  const dated = detail.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => day(date));
  if (language() === 'en') return dated;
  return PHRASES.reduce((text, [from, to]) => text.replace(from, to), dated);
}
