// The entries of one account of the book.
import { api, got } from '../../api';
import { Card, Page } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { LongTable } from '../../kit/table';
import { ledgerAccountName, referenceText } from '../../kit/terms';
import { day, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Akun: {code}',
    entries: 'Perpindahan',
    number: 'Nomor',
    on: 'Tanggal',
    debit: 'Debit',
    credit: 'Kredit',
    amount: 'Jumlah',
    reference: 'Acuan',
    back: 'Kembali ke buku besar',
    bill: 'tagihan',
    correction: 'pembetulan',
    receipt: 'penerimaan',
    settlement: 'pelunasan',
    reversal: 'pembalikan',
    benefit: 'perintah bayar manfaat',
    benefitPaid: 'manfaat dibayar',
    overpayment: 'kelebihan bayar',
    recovery: 'pengembalian',
  },
  {
    title: 'Account: {code}',
    entries: 'Transfers',
    number: 'Number',
    on: 'Day',
    debit: 'Debit',
    credit: 'Credit',
    amount: 'Amount',
    reference: 'Reference',
    back: 'Back to the ledger',
    bill: 'bill',
    correction: 'correction',
    receipt: 'receipt',
    settlement: 'settlement',
    reversal: 'reversal',
    benefit: 'benefit ordered',
    benefitPaid: 'benefit paid',
    overpayment: 'overpayment',
    recovery: 'recovery',
  },
);

/** "tagihan 12" says its kind; "koreksi" and "tagihan 12" need both. */
const whatFor = (kind: string, reference: string): string => (reference.startsWith(kind) ? reference : `${kind}, ${reference}`);

export default function AccountPage({ names }: PageProps) {
  const said = words();
  const code = names['account'] ?? '';
  const kinds: Record<string, string> = {
    bill: said.bill, correction: said.correction, receipt: said.receipt, settlement: said.settlement, reversal: said.reversal,
    benefit: said.benefit, benefit_paid: said.benefitPaid, overpayment: said.overpayment, recovery: said.recovery,
  };
  const accounts = useLoad(() => got(api.GET('/v1/ledger/accounts')), []);
  const nameOf = (account: string) => ledgerAccountName(account, accounts.data?.accounts.find((each) => each.code === account)?.payer_name);
  return (
    <Page title={said.title.replace('{code}', nameOf(code))} actions={<a href="/office/ledger">{said.back}</a>}>
      <Card>
        <LongTable
          caption={said.entries}
          of={code}
          load={async (after) => {
            const page = await got(
              api.GET('/v1/ledger/accounts/{account}/entries', { params: { path: { account: code }, query: { limit: 100, after: Number(after ?? 0) } } }),
            );
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'number', name: said.number, width: 0.7, numeric: true, cell: (row) => String(row.transfer) },
            { key: 'on', name: said.on, width: 1.1, cell: (row) => day(row.booked_on) },
            { key: 'debit', name: said.debit, width: 2, cell: (row) => nameOf(row.debit) },
            { key: 'credit', name: said.credit, width: 2, cell: (row) => nameOf(row.credit) },
            { key: 'amount', name: said.amount, width: 1.2, numeric: true, cell: (row) => rupiah(row.amount) },
            { key: 'reference', name: said.reference, width: 1.2, cell: (row) => whatFor(kinds[row.kind] ?? row.kind, referenceText(row.reference)) },
          ]}
        />
      </Card>
    </Page>
  );
}
