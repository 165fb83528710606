// Payments: what came in, and what it was set against; one is recorded here.
import { useState } from 'preact/hooks';
import { api, got, newKey, type Schemas } from '../../api';
import { Button, Card, Notice, Page, Trouble } from '../../kit/basics';
import { AmountField, rupiahOf } from '../../kit/amount';
import { faultOf, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { LongTable } from '../../kit/table';
import { useToday } from '../../kit/today';
import { day, moment, number, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Pembayaran',
    lead: 'Uang yang masuk dicocokkan sendiri dengan tagihan tertua; kelebihannya disimpan untuk bulan berikutnya.',
    record: 'Catat pembayaran',
    payer: 'Pembayar',
    payerCode: 'Atau kode pembayar',
    choose: 'Pilih…',
    owes: '{name} – terbuka {open}',
    amount: 'Jumlah (Rp)',
    on: 'Diterima tanggal',
    reference: 'Acuan bank (boleh kosong)',
    referenceShort: 'Acuan bank',
    reason: 'Catatan untuk orang kedua (bila jumlahnya besar)',
    save: 'Catat',
    done: '{paid} dipakai untuk {months} bulan-orang; {rest} disimpan untuk nanti.',
    again: 'Pembayaran ini sudah tercatat sebelumnya.',
    second: 'Jumlah ini menunggu orang kedua, di halaman Persetujuan.',
    caption: 'Pembayaran yang diterima',
    when: 'Dicatat',
    none: 'Belum ada pembayaran. Catat yang pertama dengan formulir di atas.',
    see: 'Lihat pembayaran',
  },
  {
    title: 'Payments',
    lead: 'Money that comes in is set against the oldest bills by itself; what is left over is kept for the next month.',
    record: 'Record a payment',
    payer: 'Payer',
    payerCode: 'Or the payer’s code',
    choose: 'Choose…',
    owes: '{name} – {open} open',
    amount: 'Amount (Rp)',
    on: 'Received on',
    reference: 'Bank reference (may be empty)',
    referenceShort: 'Bank reference',
    reason: 'Note for the second person (when it is large)',
    save: 'Record',
    done: '{paid} was used for {months} person-months; {rest} is kept for later.',
    again: 'This payment was recorded before.',
    second: 'This amount waits for a second person, on the page Approvals.',
    caption: 'Payments received',
    when: 'Recorded',
    none: 'No payments yet. Record the first one with the form above.',
    see: 'See the payment',
  },
);

/** Everybody who was billed, with what is open: the first few hundred; others are typed by code. */
export function usePayers() {
  return useLoad(async () => {
    const all = await got(api.GET('/v1/receivables', { params: { query: { limit: 500 } } }));
    const open = new Map<string, { name: string; open: number }>();
    for (const row of all.items) {
      const before = open.get(row.payer.code)?.open ?? 0;
      open.set(row.payer.code, { name: row.payer.name, open: before + row.open });
    }
    return { more: all.next !== null, items: [...open.entries()].map(([code, each]) => ({ code, ...each })) };
  }, []);
}

function Record({ onDone }: { onDone: () => void }) {
  const said = words();
  const payers = usePayers();
  const today = useToday();
  const [form, setForm] = useState({ payer: '', amount: '', on: '', reference: '', reason: '' });
  const [key, setKey] = useState(newKey);
  const [told, setTold] = useState<string>();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const act = useAction(async () => {
    setTold(undefined);
    const receipt = await got(
      api.POST('/v1/payments', {
        body: {
          payer: form.payer,
          amount: rupiahOf(form.amount),
          received_on: form.on || today,
          key,
          ...(form.reference ? { reference: form.reference } : {}),
          ...(form.reason ? { reason: form.reason } : {}),
        },
      }),
    );
    setKey(newKey());
    setForm({ ...form, amount: '', reference: '', reason: '' });
    if ('approval' in receipt) setTold(said.second);
    else if (receipt.again) setTold(said.again);
    else setTold(fill(said.done, { paid: rupiah(receipt.settled), months: number(receipt.person_months), rest: rupiah(receipt.suspense_after) }));
    payers.reload();
    onDone();
  });
  return (
    <Card title={said.record}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Trouble problem={act.problem ?? payers.problem} />
        <div class="fields">
          <SelectField
            label={said.payer}
            value={form.payer}
            required
            onValue={(payer) => {
              const owed = payers.data?.items.find((each) => each.code === payer)?.open ?? 0;
              change({ payer, amount: owed > 0 ? String(owed) : form.amount });
            }}
            options={[
              ['', said.choose] as const,
              ...(payers.data?.items ?? []).map((each) => [each.code, fill(said.owes, { name: each.name, open: rupiah(each.open) })] as const),
            ]}
          />
          {payers.data?.more && <TextField label={said.payerCode} value={form.payer} onValue={(payer) => change({ payer })} maxLength={64} />}
          <AmountField label={said.amount} required value={form.amount} onValue={(amount) => change({ amount })} fault={faultOf(act.problem, 'amount')} />
          <TextField label={said.on} type="date" required value={form.on || today} onValue={(on) => change({ on })} fault={faultOf(act.problem, 'received_on')} />
          <TextField label={said.reference} value={form.reference} maxLength={100} onValue={(reference) => change({ reference })} fault={faultOf(act.problem, 'reference')} />
          <TextField label={said.reason} value={form.reason} maxLength={300} onValue={(reason) => change({ reason })} />
        </div>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.save}</Button></div>
        {told && <Notice tone="good">{told}</Notice>}
      </form>
    </Card>
  );
}

export default function Payments({ query }: PageProps) {
  const said = words();
  const caller = useCaller();
  const [round, setRound] = useState(0);
  const payer = query.get('payer') ?? '';
  return (
    <Page title={said.title} lead={said.lead}>
      {may(caller, 'payments_record') && <Record onDone={() => setRound((before) => before + 1)} />}
      <Card title={said.caption}>
        <LongTable<Schemas['Payment']>
          caption={said.caption}
          of={`${payer} ${round}`}
          empty={said.none}
          rowHref={(row) => `/office/payments/${row.id}`}
          load={async (before) => {
            const page = await got(
              api.GET('/v1/payments', { params: { query: { limit: 100, ...(payer ? { payer } : {}), ...(before ? { before: String(before) } : {}) } } }),
            );
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'payer', name: said.payer, width: 2, cell: (row) => row.payer.name },
            { key: 'amount', name: said.amount, width: 1.2, numeric: true, cell: (row) => rupiah(row.amount) },
            { key: 'on', name: said.on, width: 1.2, cell: (row) => day(row.received_on) },
            { key: 'reference', name: said.referenceShort, cell: (row) => row.reference || '–' },
            { key: 'when', name: said.when, cell: (row) => moment(row.recorded_at) },
          ]}
        />
      </Card>
    </Page>
  );
}
