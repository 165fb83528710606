// The law as data on a day: every value with the article that says so.
import { api, got } from '../../api';
import { Badge, ButtonLink, Card, Loading, Page, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { day, number, percent, rupiah } from '../../format';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Aturan',
    lead: 'Setiap angka hukum, pasal yang menyebutkannya, dan sejak kapan berlaku. Pilih satu untuk melihat riwayatnya.',
    on: 'Pada tanggal',
    search: 'Cari',
    values: 'Nilai',
    key: 'Aturan',
    value: 'Nilai',
    from: 'Sejak',
    until: 'Sampai sebelum',
    article: 'Pasal',
    none: 'tidak ada nilai pada tanggal ini',
    open: 'seterusnya',
    c_law: 'dibaca di peraturannya',
    c_official: 'dari keterangan resmi',
    c_press: 'dari berita',
    c_unverified: 'belum diperiksa',
    review: 'perlu dilihat lagi',
    income: 'Tabel penghasilan',
    incomeFrom: 'Penghasilan dari',
    incomeTo: 'sampai',
    basis: 'Dasar iuran',
    reliefs: 'Keringanan',
    due: 'Yang dibayar',
    sectors: 'Kelompok',
    all: 'semua',
    count: '{n} aturan',
    months: 'bulan',
    days: 'hari',
    years: 'tahun',
    dayOfMonth: '(tanggal)',
    persons: 'orang',
    workingDays: 'hari kerja',
    programmes: 'program',
    impact: 'Dampak perubahan',
    whatIf: 'Hitung seandainya',
  },
  {
    title: 'Rules',
    lead: 'Every figure of the law, the article that says so, and since when it holds. Choose one to see its history.',
    on: 'On the day',
    search: 'Search',
    values: 'Values',
    key: 'Rule',
    value: 'Value',
    from: 'Since',
    until: 'Until before',
    article: 'Article',
    none: 'no value on this day',
    open: 'further on',
    c_law: 'read in the law itself',
    c_official: 'from an official statement',
    c_press: 'from the press',
    c_unverified: 'not verified',
    review: 'to be looked at again',
    income: 'Income table',
    incomeFrom: 'Income from',
    incomeTo: 'to',
    basis: 'Base of dues',
    reliefs: 'Reliefs',
    due: 'What is paid',
    sectors: 'Group',
    all: 'all',
    count: '{n} rules',
    months: 'months',
    days: 'days',
    years: 'years',
    dayOfMonth: '(day of the month)',
    persons: 'persons',
    workingDays: 'working days',
    programmes: 'programmes',
    impact: 'What a change means',
    whatIf: 'What if',
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

/** "rupiah" 16800 -> "Rp16.800"; "basis_points" 5000 -> "50%" */
export function valueText(row: LawRow): string {
  const said = words();
  if (row.value === null || row.value === undefined) return said.none;
  if (typeof row.value === 'string') return row.value;
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
      <strong>{text('regulation')}</strong> {text('article')}{' '}
      {checked && <Badge tone={checked === 'law' || checked === 'official' ? 'good' : 'warn'}>{names[checked] ?? checked}</Badge>}
      {row['review_due'] === true && <> <Badge tone="warn">{said.review}</Badge></>}
      {text('note') && <p class="hint">{text('note')}</p>}
    </>
  );
}

export default function Rules({ query }: PageProps) {
  const said = words();
  const caller = useCaller();
  const on = query.get('on') ?? '';
  const wanted = (query.get('q') ?? '').toLowerCase();
  const loaded = useLoad(() => got(api.GET('/v1/rules', { params: { query: on ? { on } : {} } })), [on]);
  const values = ((loaded.data?.values ?? []) as LawRow[]).filter((row) => JSON.stringify(row).toLowerCase().includes(wanted));
  const brackets = (loaded.data?.income_table ?? []) as LawRow[];
  const reliefs = (loaded.data?.reliefs ?? []) as LawRow[];
  return (
    <Page
      title={said.title}
      lead={said.lead}
      actions={
        <>
          {may(caller, 'figures_read') && <ButtonLink href="/office/rules/impact">{said.impact}</ButtonLink>}
          <ButtonLink href="/office/claims/what-if">{said.whatIf}</ButtonLink>
        </>
      }
    >
      <div class="fields">
        <TextField label={said.on} type="date" value={on || loaded.data?.on || ''} onValue={(text) => setQuery({ on: text })} />
        <TextField label={said.search} type="search" value={query.get('q') ?? ''} onValue={(text) => setQuery({ q: text })} />
      </div>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && (
        <>
          <Card title={`${said.values} (${fill(said.count, { n: number(values.length) })})`}>
            <SmallTable
              caption={said.values}
              hideCaption
              rows={values}
              rowKey={(row) => String(row.key)}
              columns={[
                { key: 'key', name: said.key, cell: (row) => <a href={`/office/rules/${encodeURIComponent(String(row.key))}`}>{row.key}</a> },
                { key: 'value', name: said.value, numeric: true, cell: valueText },
                { key: 'from', name: said.from, cell: (row) => (row.from ? day(String(row.from)) : '') },
                { key: 'until', name: said.until, cell: (row) => (row.from ? untilText(row) : '') },
                { key: 'article', name: said.article, cell: (row) => <SourceText row={row} /> },
              ]}
            />
          </Card>
          {brackets.length > 0 && (
            <Card title={said.income}>
              <SmallTable
                caption={said.income}
                hideCaption
                rows={brackets}
                rowKey={(_, at) => at}
                columns={[
                  { key: 'min', name: said.incomeFrom, numeric: true, cell: (row) => rupiah(Number(row['income_min'])) },
                  { key: 'max', name: said.incomeTo, numeric: true, cell: (row) => (row['income_max'] === null ? said.open : rupiah(Number(row['income_max']))) },
                  { key: 'basis', name: said.basis, numeric: true, cell: (row) => rupiah(Number(row['basis'])) },
                  { key: 'article', name: said.article, cell: (row) => <SourceText row={row} /> },
                ]}
              />
            </Card>
          )}
          {reliefs.length > 0 && (
            <Card title={said.reliefs}>
              <SmallTable
                caption={said.reliefs}
                hideCaption
                rows={reliefs}
                rowKey={(_, at) => at}
                columns={[
                  { key: 'key', name: said.key, cell: (row) => String(row.key) },
                  { key: 'due', name: said.due, numeric: true, cell: (row) => percent(Number(row['due']) / 10_000) },
                  { key: 'sectors', name: said.sectors, cell: (row) => (Array.isArray(row['sectors']) && row['sectors'].length > 0 ? row['sectors'].join(', ') : said.all) },
                  { key: 'from', name: said.from, cell: (row) => day(String(row.from)) },
                  { key: 'until', name: said.until, cell: untilText },
                  { key: 'article', name: said.article, cell: (row) => <SourceText row={row} /> },
                ]}
              />
            </Card>
          )}
        </>
      )}
    </Page>
  );
}
