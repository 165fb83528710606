// The law as data on a day: every value with the article that says so.
import { api, got } from '../../api';
import { ButtonLink, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { useLawWords } from '../../kit/law';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import { day, number, percent, rupiah } from '../../format';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { SourceText, untilText, valueText, type LawRow } from './law_view';

const words = inBoth(
  {
    title: 'Aturan',
    lead: 'Setiap angka hukum, pasal yang menyebutkannya, dan sejak kapan berlaku. Pilih satu untuk melihat riwayatnya.',
    on: 'Pada tanggal',
    search: 'Cari',
    key: 'Aturan',
    value: 'Nilai',
    from: 'Sejak',
    until: 'Sampai sebelum',
    article: 'Pasal',
    open: 'seterusnya',
    income: 'Tabel penghasilan',
    incomeFrom: 'Penghasilan dari',
    incomeTo: 'sampai',
    basis: 'Dasar iuran',
    reliefs: 'Keringanan',
    due: 'Yang dibayar',
    sectors: 'Kelompok',
    all: 'semua',
    count: '{n} aturan',
    impact: 'Dampak perubahan',
    whatIf: 'Hitung seandainya',
    nothing: 'Tidak ada aturan yang cocok. Kosongkan pencarian untuk melihat semuanya.',
    g_dues: 'Iuran pekerja bukan penerima upah (BPU)', g_enrolment: 'Pendaftaran dan perlindungan', g_jkk: 'Jaminan Kecelakaan Kerja (JKK)', g_jkm: 'Jaminan Kematian (JKM)', g_scholarship: 'Beasiswa dan ahli waris', g_jht: 'Jaminan Hari Tua (JHT)', g_jp: 'Jaminan Pensiun (JP)', g_jkp: 'Jaminan Kehilangan Pekerjaan (JKP)', g_pu: 'Iuran penerima upah (PU)', g_construction: 'Jasa konstruksi', g_migrant: 'Pekerja migran', g_claim: 'Klaim dan berkasnya', g_other: 'Lainnya',
  },
  {
    title: 'Rules',
    lead: 'Every figure of the law, the article that says so, and since when it holds. Choose one to see its history.',
    on: 'On the day',
    search: 'Search',
    key: 'Rule',
    value: 'Value',
    from: 'Since',
    until: 'Until before',
    article: 'Article',
    open: 'further on',
    income: 'Income table',
    incomeFrom: 'Income from',
    incomeTo: 'to',
    basis: 'Base of dues',
    reliefs: 'Reliefs',
    due: 'What is paid',
    sectors: 'Group',
    all: 'all',
    count: '{n} rules',
    impact: 'What a change means',
    whatIf: 'What if',
    nothing: 'No rule fits. Empty the search to see all of them.',
    g_dues: 'Dues of informal workers (BPU)', g_enrolment: 'Enrolment and cover', g_jkk: 'Work accidents (JKK)', g_jkm: 'Death (JKM)', g_scholarship: 'Scholarships and heirs', g_jht: 'Old-age savings (JHT)', g_jp: 'Pension (JP)', g_jkp: 'Loss of work (JKP)', g_pu: 'Dues of wage earners (PU)', g_construction: 'Construction', g_migrant: 'Migrant workers', g_claim: 'Claims and their papers', g_other: 'Others',
  },
);

/** Under which heading a rule stands: the first whose form it has. */
const GROUPS = [
  ['dues', /^(BPU\.|billing\.|(JKK|JKM|JHT)\.contribution)/],
  ['enrolment', /^(enrolment|coverage|branch)\./],
  ['jkk', /^JKK\./],
  ['jkm', /^JKM\./],
  ['scholarship', /^(scholarship|heirs)\./],
  ['jht', /^JHT\./],
  ['jp', /^JP\./],
  ['jkp', /^JKP\./],
  ['pu', /^PU\./],
  ['construction', /^construction\./],
  ['migrant', /^migrant\./],
  ['claim', /^claim\./],
  ['other', /^/],
] as const;
const groupOf = (key: string) => GROUPS.find(([, form]) => form.test(key))?.[0] ?? 'other';

/** The rules of one subject; closed until it is wanted, since all together are some hundred. */
function Group({ name, rows, open }: { name: (typeof GROUPS)[number][0]; rows: LawRow[]; open: boolean }) {
  const said = words();
  const law = useLawWords();
  const title = said[`g_${name}`];
  return (
    <details class="card" open={open}>
      <summary><h2>{title} <span class="hint">({fill(said.count, { n: number(rows.length) })})</span></h2></summary>
      <SmallTable
        caption={title}
        hideCaption
        rows={rows}
        rowKey={(row) => String(row.key)}
        columns={[
          { key: 'key', name: said.key, form: 'wide', cell: (row) => <><a href={`/office/rules/${encodeURIComponent(String(row.key))}`}>{law.rule(String(row.key))}</a><code class="hint beside">{row.key}</code></> },
          { key: 'value', name: said.value, numeric: true, cell: (row) => valueText(row, law.word) },
          { key: 'from', name: said.from, cell: (row) => (row.from ? day(String(row.from)) : '') },
          { key: 'until', name: said.until, cell: (row) => (row.from ? untilText(row) : '') },
          { key: 'article', name: said.article, cell: (row) => <SourceText row={row} /> },
        ]}
      />
    </details>
  );
}

export default function Rules({ query }: PageProps) {
  const said = words();
  const caller = useCaller();
  const on = query.get('on') ?? '';
  const wanted = (query.get('q') ?? '').toLowerCase();
  const loaded = useLoad(() => got(api.GET('/v1/rules', { params: { query: on ? { on } : {} } })), [on]);
  const law = useLawWords();
  const values = ((loaded.data?.values ?? []) as LawRow[]).filter((row) => `${law.rule(String(row.key))} ${JSON.stringify(row)}`.toLowerCase().includes(wanted));
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
          {values.length === 0 && <Empty>{said.nothing}</Empty>}
          {GROUPS.map(([name], at) => {
            const rows = values.filter((row) => groupOf(String(row.key)) === name);
            return rows.length > 0 && <Group key={`${name} ${wanted !== ''}`} name={name} rows={rows} open={at === 0 || wanted !== ''} />;
          })}
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
                  { key: 'key', name: said.key, form: 'wide', cell: (row) => <span title={String(row.key)}>{law.rule(String(row.key))}</span> },
                  { key: 'due', name: said.due, numeric: true, cell: (row) => percent(Number(row['due']) / 10_000) },
                  { key: 'sectors', name: said.sectors, cell: (row) => (Array.isArray(row['sectors']) && row['sectors'].length > 0 ? row['sectors'].map((each) => sectorName(String(each))).join(', ') : said.all) },
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
