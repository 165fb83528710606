// How a row of the law is shown: its value with its unit, until when, and where it is written.
import { Badge } from '../../kit/basics';
import { citationText } from '../../kit/law';
import { day, number, percent, rupiah } from '../../format';
import { inBoth, language } from '../../words';

const words = inBoth(
  {
    none: 'tidak ada nilai pada tanggal ini', open: 'seterusnya', c_law: 'dibaca di peraturannya', c_official: 'dari keterangan resmi', c_press: 'dari berita', c_unverified: 'belum diperiksa', review: 'perlu dilihat lagi', note: 'Catatan (bahasa Inggris)',
    months: 'bulan', days: 'hari', years: 'tahun', dayOfMonth: '(tanggal)', persons: 'orang', workingDays: 'hari kerja', programmes: 'program',
  },
  {
    none: 'no value on this day', open: 'further on', c_law: 'read in the law itself', c_official: 'from an official statement', c_press: 'from the press', c_unverified: 'not verified', review: 'to be looked at again', note: 'Note',
    months: 'months', days: 'days', years: 'years', dayOfMonth: '(day of the month)', persons: 'persons', workingDays: 'working days', programmes: 'programmes',
  },
);

/** A row of the law as the API gives it; what a row does not have is left out. */
export interface LawRow {
  key?: string;
  value?: number | string | null;
  unit?: string;
  from?: string;
  until?: string | null;
  [name: string]: unknown;
}

/** "rupiah" 16800 -> "Rp16.800"; "basis_points" 5000 -> "50%"; a word by `word`. */
export function valueText(row: LawRow, word: (value: string) => string): string {
  const said = words();
  if (row.value === null || row.value === undefined) return said.none;
  if (typeof row.value === 'string') return word(row.value);
  if (row.unit === 'rupiah') return rupiah(row.value);
  if (row.unit === 'basis_points') return percent(row.value / 10_000);
  const unit = { months: said.months, days: said.days, years: said.years, day_of_month: said.dayOfMonth, persons: said.persons, working_days: said.workingDays, programmes: said.programmes }[row.unit ?? ''] ?? row.unit ?? '';
  return `${number(row.value)} ${unit}`.trim();
}

export function untilText(row: LawRow): string {
  return row.until ? day(String(row.until)) : words().open;
}

/** Regulation and article, whether its text was read, and what a reader should know. */
export function SourceText({ row }: { row: LawRow }) {
  const said = words();
  const text = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : '');
  const checked = text('checked');
  const names: Record<string, string> = { law: said.c_law, official: said.c_official, press: said.c_press, unverified: said.c_unverified };
  return (
    <>
      <strong>{citationText(text('regulation'))}</strong> {citationText(text('article'))}{' '}
      {checked && <Badge tone={checked === 'law' || checked === 'official' ? 'good' : 'warn'}>{names[checked] ?? checked}</Badge>}
      {row['review_due'] === true && <> <Badge tone="warn">{said.review}</Badge></>}
      {text('note') && (language() === 'en' ? (
        <p class="hint">{text('note')}</p>
      ) : (
        <details class="explain"><summary>{said.note}</summary><p class="hint" lang="en">{text('note')}</p></details>
      ))}
    </>
  );
}
