// Who owes what since when, and what was billed, paid and is open by payer and month.
import { api, got } from '../../api';
import type { paths } from '../../generated/api';
import { Badge, Card, Empty, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { Statement } from './statement';
import { LongTable, SmallTable } from '../../kit/table';
import { payerKindName } from '../../kit/terms';
import { day, month, number, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Tunggakan',
    lead: 'Siapa berutang berapa, sejak kapan. Yang belum jatuh tempo tidak dihitung.',
    none: 'Tidak ada tunggakan. Semua yang jatuh tempo sampai hari itu sudah dibayar.',
    open: 'Terbuka',
    since: 'Sejak bulan',
    due: 'Jatuh tempo',
    days: 'Hari lewat',
    months: 'Bulan',
    payer: 'Pembayar',
    report: 'Menurut pembayar dan bulan',
    from: 'Dari bulan (kosong: semua)',
    until: 'Sampai sebelum bulan (kosong: semua)',
    month: 'Bulan',
    people: 'Orang',
    billed: 'Ditagih',
    paid: 'Dibayar',
    reportNone: 'Belum ada tagihan.',
    asOf: 'Per {on}',
    late: 'lewat {n} hari',
    statement: 'Rekening',
  },
  {
    title: 'Arrears',
    lead: 'Who owes how much, since when. What is not due yet does not count.',
    none: 'Nobody is in arrears. All that was due by that day is paid.',
    open: 'Open',
    since: 'Since month',
    due: 'Due',
    days: 'Days late',
    months: 'Months',
    payer: 'Payer',
    report: 'By payer and month',
    from: 'From month (empty: all)',
    until: 'Before month (empty: all)',
    month: 'Month',
    people: 'People',
    billed: 'Billed',
    paid: 'Paid',
    reportNone: 'No bills yet.',
    asOf: 'As of {on}',
    late: '{n} days late',
    statement: 'Statement',
  },
);

type Row = paths['/v1/receivables']['get']['responses']['200']['content']['application/json']['items'][number];

const LATE_DAYS = 60;

export default function ArrearsPage({ query }: PageProps) {
  const said = words();
  const from = query.get('from') ?? '';
  const until = query.get('until') ?? '';
  const owed = useLoad(() => got(api.GET('/v1/arrears')), []);
  return (
    <Page title={said.title} lead={said.lead}>
      <Trouble problem={owed.problem} retry={owed.reload} />
      {!owed.data && !owed.problem && <Loading />}
      {owed.data && (
        <>
          <div class="stats"><Stat label={said.open} value={rupiah(owed.data.open)} note={said.asOf.replace('{on}', day(owed.data.on))} /></div>
          {owed.data.items.length === 0 ? (
            <Empty>{said.none}</Empty>
          ) : (
            <Card>
              <SmallTable
                caption={said.title}
                hideCaption
                rows={owed.data.items}
                rowKey={(row) => row.payer.code}
                columns={[
                  { key: 'payer', name: said.payer, form: 'wide', cell: (row) => <><a href={`/office/bills?payer=${encodeURIComponent(row.payer.code)}`}>{row.payer.name}</a> <span class="hint">{payerKindName(row.payer.kind)}</span></> },
                  { key: 'open', name: said.open, numeric: true, cell: (row) => rupiah(row.open) },
                  { key: 'months', name: said.months, numeric: true, cell: (row) => number(row.months) },
                  { key: 'since', name: said.since, cell: (row) => month(row.since) },
                  { key: 'due', name: said.due, cell: (row) => day(row.due_on) },
                  { key: 'file', name: said.statement, cell: (row) => <a href={`/v1/payers/${encodeURIComponent(row.payer.code)}/statement?format=pdf`} download aria-label={`${said.statement} ${row.payer.name}: PDF`}>PDF</a> },
                  { key: 'days', name: said.days, cell: (row) => <Badge tone={row.days > LATE_DAYS ? 'bad' : 'warn'}>{said.late.replace('{n}', number(row.days))}</Badge> },
                ]}
              />
            </Card>
          )}
        </>
      )}
      <Statement query={query} />
      <Card title={said.report}>
        <LongTable<Row>
          caption={said.report}
          of={`${from} ${until}`}
          empty={said.reportNone}
          load={async (after) => {
            const page = await got(
              api.GET('/v1/receivables', {
                params: { query: { limit: 20, ...(from ? { from } : {}), ...(until ? { until } : {}), ...(after ? { after: String(after) } : {}) } },
              }),
            );
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'payer', name: said.payer, width: 1.6, cell: (row) => row.payer.name },
            { key: 'month', name: said.month, width: 1.15, cell: (row) => <a href={`/office/bills?payer=${encodeURIComponent(row.payer.code)}&month=${row.month}`}>{month(row.month)}</a> },
            { key: 'people', name: said.people, width: 0.7, numeric: true, cell: (row) => number(row.people) },
            { key: 'billed', name: said.billed, width: 1.2, numeric: true, cell: (row) => rupiah(row.billed) },
            { key: 'paid', name: said.paid, width: 1.2, numeric: true, cell: (row) => rupiah(row.paid) },
            { key: 'open', name: said.open, numeric: true, cell: (row) => rupiah(row.open) },
            { key: 'due', name: said.due, width: 1.35, cell: (row) => day(row.due_on) },
          ]}
        />
      </Card>
    </Page>
  );
}
