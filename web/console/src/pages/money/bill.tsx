// One bill with its lines: for whom, what of the law priced it, which payment settled it.
import { api, got } from '../../api';
import { Card, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLawWords } from '../../kit/law';
import { useLoad } from '../../kit/load';
import { LongTable } from '../../kit/table';
import { day, month, number, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';
import { billKind, PaidBadge } from './bills';

const words = inBoth(
  {
    title: 'Tagihan {payer}',
    lead: 'Setiap baris menyebut aturan yang menentukan harganya. Tiap nama yang tampil tercatat sebagai dilihat.',
    total: 'Jumlah',
    paid: 'Dibayar',
    open: 'Terbuka',
    people: 'Orang',
    due: 'Jatuh tempo',
    month: 'Bulan',
    kind: 'Jenis',
    state: 'Keadaan',
    lines: 'Baris tagihan',
    person: 'Orang',
    programme: 'Jaminan',
    amount: 'Iuran',
    rule: 'Aturan',
    relief: 'Keringanan',
    payment: 'Dibayar dengan',
    see: 'Lihat orang',
    notYet: 'belum',
    howTo: 'Cara membayar',
    virtual: 'Nomor virtual account',
    byBank: 'Di bank yang bekerja sama: bayar dengan nomor virtual account ini. Jumlahnya semua yang belum dibayar, tertua lebih dulu; lunasnya tercatat sendiri.',
    byTransfer: 'Lewat transfer biasa: tulis nomor virtual account pada berita transfer, lalu kirim buktinya ke kantor cabang. Petugas mencatatnya setelah uang masuk; keadaannya tampil di halaman ini.',
  },
  {
    title: 'Bill of {payer}',
    lead: 'Each line names the rule that priced it. Every name shown is recorded as looked at.',
    total: 'Total',
    paid: 'Paid',
    open: 'Open',
    people: 'People',
    due: 'Due',
    month: 'Month',
    kind: 'Kind',
    state: 'State',
    lines: 'Lines of the bill',
    person: 'Person',
    programme: 'Cover',
    amount: 'Dues',
    rule: 'Rule',
    relief: 'Relief',
    payment: 'Paid with',
    see: 'See the person',
    notYet: 'not yet',
    howTo: 'How to pay',
    virtual: 'Virtual account number',
    byBank: 'At a bank that takes part: pay by this virtual account number. The amount is all that is open, the oldest first; that it is paid is recorded by itself.',
    byTransfer: 'By ordinary transfer: write the virtual account number into the transfer’s message and send the proof to the branch. An officer records it once the money is there; its state stands on this page.',
  },
);

/** What of the law prices a programme; the row that did stands in the title. */
const RULES: Record<string, string> = { JKK: 'JKK.contribution_rate', JKM: 'JKM.contribution', JHT: 'JHT.contribution_rate' };

export default function BillPage({ names }: PageProps) {
  const said = words();
  const law = useLawWords();
  const id = names['bill'] ?? '';
  const loaded = useLoad(() => got(api.GET('/v1/bills/{bill}', { params: { path: { bill: id } } })), [id]);
  if (loaded.problem) return <Page title={said.title.replace(' {payer}', '')}><Trouble problem={loaded.problem} retry={loaded.reload} /></Page>;
  if (!loaded.data) return <Loading />;
  const bill = loaded.data;
  return (
    <Page title={said.title.replace('{payer}', bill.payer.name)} lead={said.lead}>
      <div class="stats">
        <Stat label={said.total} value={rupiah(bill.total)} />
        <Stat label={said.paid} value={rupiah(bill.settled)} share={bill.total > 0 ? bill.settled / bill.total : 1} />
        <Stat label={said.open} value={rupiah(bill.total - bill.settled)} />
        <Stat label={said.people} value={bill.people} />
      </div>
      <Card>
        <dl class="facts">
          <dt>{said.month}</dt><dd>{month(bill.month)}</dd>
          <dt>{said.due}</dt><dd>{day(bill.due_on)}</dd>
          <dt>{said.kind}</dt><dd>{billKind(bill.kind)}</dd>
          <dt>{said.state}</dt><dd><PaidBadge bill={bill} /></dd>
        </dl>
      </Card>
      {bill.settled < bill.total && (
        <Card title={said.howTo}>
          <dl class="facts">
            <dt>{said.open}</dt><dd><strong>{rupiah(bill.total - bill.settled)}</strong></dd>
            <dt>{said.virtual}</dt><dd><strong>{bill.virtual_account.replace(/(\d{4})(?=\d)/g, '$1 ')}</strong></dd>
          </dl>
          <p>{said.byBank}</p>
          <p>{said.byTransfer}</p>
        </Card>
      )}
      <Card title={`${said.lines} (${number(bill.lines)})`}>
        <LongTable
          caption={said.lines}
          of={id}
          load={async (after) => {
            const page = await got(
              api.GET('/v1/bills/{bill}/lines', { params: { path: { bill: id }, query: { limit: 100, ...(after ? { after: String(after) } : {}) } } }),
            );
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'person', name: said.person, width: 1.6, cell: (row) => <a href={`/office/people/${row.person}`}>{row.name ?? said.see}</a> },
            { key: 'programme', name: said.programme, cell: (row) => row.programme },
            { key: 'amount', name: said.amount, numeric: true, cell: (row) => rupiah(row.amount) },
            { key: 'relief', name: said.relief, width: 1.15, cell: (row) => row.relief || '–' },
            { key: 'rule', name: said.rule, width: 2, cell: (row) => <a href={`/office/rules/${RULES[row.programme]}?on=${bill.month}-01`} title={row.rule_rows}>{law.rule(RULES[row.programme] ?? row.programme)}</a> },
            { key: 'payment', name: said.payment, cell: (row) => (row.payment ? <a href={`/office/payments/${row.payment}`}>{row.paid_on ? day(row.paid_on) : row.payment}</a> : said.notYet) },
          ]}
        />
      </Card>
    </Page>
  );
}
