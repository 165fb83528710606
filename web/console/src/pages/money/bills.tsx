// Bills: one a payer and month; a month is billed here.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, ButtonLink, Card, Page, Trouble } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { JobProgress, type Job } from '../../kit/job';
import { useAction } from '../../kit/load';
import { PayerField } from '../../kit/payer_field';
import { LongTable } from '../../kit/table';
import { useToday } from '../../kit/today';
import { day, month, number, rupiah } from '../../format';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Tagihan',
    lead: 'Satu tagihan untuk setiap pembayar dan bulan. Pilih satu untuk melihat baris dan siapa yang ditanggung.',
    run: 'Tagih satu bulan',
    month: 'Bulan',
    what: 'Apa',
    missing: 'Yang belum ditagih',
    corrections: 'Pembetulan bulan yang sudah ditagih',
    onlyPayer: 'Pembayar',
    allPayers: 'semua pembayar',
    start: 'Buat tagihan',
    result: '{bills} tagihan, {people} orang, {total}.',
    nothing: 'Tidak ada yang perlu ditagih.',
    filter: 'Saring',
    anyMonth: 'Bulan (kosong: semua)',
    payer: 'Pembayar',
    people: 'Orang',
    total: 'Jumlah',
    paid: 'Dibayar',
    due: 'Jatuh tempo',
    state: 'Keadaan',
    caption: 'Tagihan',
    settled: 'lunas',
    partly: 'sebagian',
    open: 'terbuka',
    overdue: 'lewat jatuh tempo',
    main: 'utama',
    supplementary: 'tambahan',
    correction: 'pembetulan',
    none: 'Belum ada tagihan. Buat yang pertama dengan memilih bulan di atas.',
    export: 'Unduh Excel',
  },
  {
    title: 'Bills',
    lead: 'One bill for each payer and month. Choose one to see its lines and whom it is for.',
    run: 'Bill a month',
    month: 'Month',
    what: 'What',
    missing: 'What was not billed yet',
    corrections: 'Corrections of a month that was billed',
    onlyPayer: 'Payer',
    allPayers: 'all payers',
    start: 'Make the bills',
    result: '{bills} bills, {people} people, {total}.',
    nothing: 'There is nothing to bill.',
    filter: 'Filter',
    anyMonth: 'Month (empty: all)',
    payer: 'Payer',
    people: 'People',
    total: 'Total',
    paid: 'Paid',
    due: 'Due',
    state: 'State',
    caption: 'Bills',
    settled: 'settled',
    partly: 'partly',
    open: 'open',
    overdue: 'overdue',
    main: 'main',
    supplementary: 'supplementary',
    correction: 'correction',
    none: 'No bills yet. Make the first ones by choosing a month above.',
    export: 'Download Excel',
  },
);

export function billKind(kind: string): string {
  const said = words();
  return kind === 'main' ? said.main : kind === 'correction' ? said.correction : said.supplementary;
}

/** Whether a bill is paid, and when it is not, whether its day has passed. */
export function PaidBadge({ bill }: { bill: { total: number; settled: number; due_on: string } }) {
  const said = words();
  const today = useToday();
  const { total, settled } = bill;
  if (settled >= total) return <Badge tone="good">{said.settled}</Badge>;
  if (bill.due_on < today) return <Badge tone="bad">{said.overdue}</Badge>;
  return settled > 0 ? <Badge tone="warn">{said.partly}</Badge> : <Badge tone="info">{said.open}</Badge>;
}

function Run({ onDone }: { onDone: () => void }) {
  const said = words();
  const now = useToday().slice(0, 7);
  const [form, setForm] = useState({ month: '', what: 'missing', payer: '' });
  const [job, setJob] = useState<string>();
  const [ended, setEnded] = useState<Job>();
  const act = useAction(async () => {
    setEnded(undefined);
    const made = await got(
      api.POST('/v1/billing-runs', {
        body: { month: form.month || now, what: form.what as 'missing', ...(form.payer ? { payer: form.payer } : {}) },
      }),
    );
    setJob(made.id);
  });
  const result = ended?.state === 'done' ? (ended.result as { bill_count?: number; people?: number; total?: number } | null) : null;
  return (
    <Card title={said.run}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Trouble problem={act.problem} />
        <div class="fields">
          <TextField label={said.month} type="month" required value={form.month || now} onValue={(month) => setForm({ ...form, month })} placeholder="2025-01" />
          <SelectField label={said.what} value={form.what} onValue={(what) => setForm({ ...form, what })} options={[['missing', said.missing], ['corrections', said.corrections]]} />
          <PayerField label={said.onlyPayer} all={said.allPayers} value={form.payer} onValue={(payer) => setForm({ ...form, payer })} />
        </div>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.start}</Button></div>
        {job && (
          <JobProgress
            key={job}
            id={job}
            name={said.run}
            onEnd={(done) => {
              setEnded(done);
              onDone();
            }}
          />
        )}
        {result && (
          <p role="status">
            {result.bill_count
              ? fill(said.result, { bills: number(result.bill_count), people: number(result.people ?? 0), total: rupiah(result.total ?? 0) })
              : said.nothing}
          </p>
        )}
      </form>
    </Card>
  );
}

export default function Bills({ query }: PageProps) {
  const said = words();
  const caller = useCaller();
  const [round, setRound] = useState(0);
  const at = query.get('month') ?? '';
  const payer = query.get('payer') ?? '';
  return (
    <Page
      title={said.title}
      lead={said.lead}
      actions={may(caller, 'exports_read') && <ButtonLink href={`/v1/exports/bills?format=xlsx${at ? `&month=${at}` : ''}`} download>{said.export}</ButtonLink>}
    >
      {may(caller, 'bills_make') && <Run onDone={() => setRound(round + 1)} />}
      <Card title={said.caption}>
        <div class="fields">
          <TextField label={said.anyMonth} type="month" value={at} onValue={(text) => setQuery({ month: text })} placeholder="2025-01" />
          <PayerField label={said.onlyPayer} all={said.allPayers} value={payer} onValue={(text) => setQuery({ payer: text })} />
        </div>
        <LongTable<Schemas['Bill']>
          caption={said.caption}
          of={`${at} ${payer} ${round}`}
          empty={said.none}
          rowHref={(row) => `/office/bills/${row.bill}`}
          load={async (after) => {
            const page = await got(
              api.GET('/v1/bills', {
                params: {
                  query: { limit: 100, ...(at ? { month: at } : {}), ...(payer ? { payer } : {}), ...(after ? { after: String(after) } : {}) },
                },
              }),
            );
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'payer', name: said.payer, width: 1.7, cell: (row) => `${row.payer.name}${row.kind === 'main' ? '' : ` (${billKind(row.kind)})`}` },
            { key: 'month', name: said.month, cell: (row) => month(row.month) },
            { key: 'people', name: said.people, width: 0.7, numeric: true, cell: (row) => number(row.people) },
            { key: 'total', name: said.total, width: 1.2, numeric: true, cell: (row) => rupiah(row.total) },
            { key: 'settled', name: said.paid, width: 1.2, numeric: true, cell: (row) => rupiah(row.settled) },
            { key: 'due', name: said.due, width: 1.3, cell: (row) => day(row.due_on) },
            { key: 'state', name: said.state, width: 1.1, cell: (row) => <PaidBadge bill={row} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
