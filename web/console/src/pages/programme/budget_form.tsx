// One budget of a programme: who pays, how much, for how long, for whom. A payer that is not there yet
// is made with it. Saving makes the next version of the programme's file.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { month, number, rupiah } from '../../format';
import { digits } from '../../kit/amount';
import { Button, Dialog, Trouble } from '../../kit/basics';
import { codeFor } from '../../kit/code_for';
import { CheckField, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { PAYER_KINDS, payerKindName, SECTORS, sectorName } from '../../kit/terms';
import { fill, inBoth } from '../../words';

type Budget = Schemas['Budget'];
type Scheme = Schemas['Scheme'];

const words = inBoth(
  {
    add: 'Tambah anggaran', change: 'Ubah anggaran {name}', who: 'Pembayar', newPayer: 'Pembayar baru…', name: 'Nama pembayar', kind: 'Jenis pembayar', kindHint: 'Menentukan iuran dan keringanan; tidak dapat diubah setelah ditagih.',
    amount: 'Jumlah uang (rupiah)', heads: 'Paling banyak orang', limitHint: 'Isi salah satu atau keduanya. Kosong: tanpa batas itu.', from: 'Mulai bulan', until: 'Sampai dengan bulan', source: 'Dasar', sourceHint: 'Misalnya: APBD Kudus 2026, SK Bupati 440/12.', whom: 'Untuk siapa', all: 'Tanpa pilihan: untuk semua yang layak.', sectors: 'Pekerjaan', areas: 'Kecamatan', poverty: 'Data kemiskinan', any: 'Di dalam atau di luar', register_only: 'Hanya yang terdata', outside_only: 'Hanya yang tidak terdata', decile: 'Desil paling tinggi (1–10)', rank: 'Urutan pemakaian', rankHint: '0 dipakai lebih dahulu.',
    save: 'Simpan sebagai versi berikutnya', note: 'Peserta yang sudah terdaftar tidak berubah. Bagi anggaran lagi agar angka baru dipakai.', isAmount: '= {amount}', isHeads: '{n} orang',
  },
  {
    add: 'Add a budget', change: 'Change the budget of {name}', who: 'Payer', newPayer: 'A new payer…', name: 'Name of the payer', kind: 'Kind of payer', kindHint: 'Decides dues and relief; it cannot change once it was billed.',
    amount: 'Amount (rupiah)', heads: 'At most this many people', limitHint: 'Fill in one or both. Empty: no such limit.', from: 'From month', until: 'Up to month', source: 'What it rests on', sourceHint: 'Such as: APBD Kudus 2026, SK Bupati 440/12.', whom: 'For whom', all: 'Nothing chosen: for all who are eligible.', sectors: 'Work', areas: 'Districts', poverty: 'Poverty register', any: 'In it or not', register_only: 'Only who stands in it', outside_only: 'Only who does not', decile: 'Highest decile (1–10)', rank: 'Order of use', rankHint: '0 is used first.',
    save: 'Save as the next version', note: 'Members who are enrolled stay as they are. Allocate again so that the new figures are used.', isAmount: '= {amount}', isHeads: '{n} people',
  },
);

const NEW = '+';
const KINDS_MONTHS = /^(\d{4})-(\d{2})$/;

/** "2025-12" -> "2026-01": periods end with the first month no longer in them. */
export function nextMonth(text: string): string {
  const found = KINDS_MONTHS.exec(text);
  if (!found) return text;
  const [year, at] = [Number(found[1]), Number(found[2])];
  return at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, '0')}`;
}
export function monthBefore(text: string): string {
  const found = KINDS_MONTHS.exec(text);
  if (!found) return text;
  const [year, at] = [Number(found[1]), Number(found[2])];
  return at === 1 ? `${year - 1}-12` : `${year}-${String(at - 1).padStart(2, '0')}`;
}

interface Form {
  payer: string;
  name: string;
  kind: string;
  amount: string;
  heads: string;
  from: string;
  until: string;
  source: string;
  sectors: string[];
  areas: string[];
  poverty: string;
  decile: string;
  rank: string;
}

function formOf(scheme: Scheme, budget: Budget | undefined): Form {
  const [from = '', until = ''] = (budget?.period ?? scheme.period).split('/');
  return {
    payer: budget?.payer ?? NEW, name: '', kind: budget?.kind ?? 'apbd_regency', amount: budget?.amount === undefined ? '' : String(budget.amount), heads: budget?.heads_max === undefined ? '' : String(budget.heads_max),
    from, until: monthBefore(until), source: budget?.source ?? '', sectors: budget?.sectors ?? [], areas: budget?.areas ?? [], poverty: budget?.poverty ?? 'any', decile: budget?.decile_max === undefined ? '' : String(budget.decile_max), rank: String(budget?.rank ?? 0),
  };
}

export function BudgetDialog(props: { scheme: Scheme; budgets: Budget[]; budget: Budget | undefined; open: boolean; onClose: () => void; onSaved: () => void }) {
  const said = words();
  return (
    <Dialog title={props.budget ? fill(said.change, { name: props.budget.name }) : said.add} open={props.open} onClose={props.onClose}>
      <BudgetForm {...props} />
    </Dialog>
  );
}

function BudgetForm(props: { scheme: Scheme; budgets: Budget[]; budget: Budget | undefined; onClose: () => void; onSaved: () => void }) {
  const said = words();
  const { scheme, budgets, budget } = props;
  const [form, setForm] = useState(() => formOf(scheme, budget));
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const districts = useLoad(() => got(api.GET('/v1/regions', { params: { query: { under: scheme.area } } })), [scheme.area]);
  const payers = [...new Map(budgets.map((each) => [each.payer, each.name])).entries()];
  const save = useAction(async () => {
    let payer = form.payer;
    if (payer === NEW) {
      payer = codeFor(form.name, budgets.map((each) => each.payer), 'pembayar');
      await got(api.PUT('/v1/schemes/{scheme}/payers/{payer}', { params: { path: { scheme: scheme.code, payer } }, body: { name: form.name.trim(), kind: form.kind as 'donor', source: form.source.trim() } }));
    }
    const code = budget?.code ?? codeFor(payer, budgets.map((each) => each.code), 'anggaran');
    await got(
      api.PUT('/v1/schemes/{scheme}/budgets/{budget}', {
        params: { path: { scheme: scheme.code, budget: code } },
        body: {
          payer, source: form.source.trim(), period: `${form.from}/${nextMonth(form.until)}`, rank: Number(form.rank) || 0,
          ...(form.amount ? { amount: Number(form.amount) } : {}), ...(form.heads ? { heads_max: Number(form.heads) } : {}), ...(budget?.prefers ? { prefers: budget.prefers } : {}),
          sectors: form.sectors as never[], areas: form.areas, poverty: form.poverty as 'any', ...(form.decile ? { decile_max: Number(form.decile) } : {}),
        },
      }),
    );
    props.onSaved();
    props.onClose();
  });
  const toggled = (list: string[], key: string, on: boolean) => (on ? [...list, key] : list.filter((each) => each !== key));
  return (
    <form
      class="page"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <Trouble problem={save.problem} />
      <div class="fields">
        {!budget && <SelectField label={said.who} value={form.payer} onValue={(payer) => set({ payer })} options={[[NEW, said.newPayer], ...payers]} />}
        {form.payer === NEW && <TextField label={said.name} value={form.name} onValue={(name) => set({ name })} required maxLength={120} />}
        {form.payer === NEW && <SelectField label={said.kind} hint={said.kindHint} value={form.kind} onValue={(kind) => set({ kind })} options={PAYER_KINDS.filter((kind) => kind !== 'self').map((kind) => [kind, payerKindName(kind)] as const)} />}
        <TextField label={said.amount} hint={form.amount ? fill(said.isAmount, { amount: rupiah(Number(form.amount)) }) : said.limitHint} inputMode="numeric" value={form.amount} onValue={(text) => set({ amount: digits(text).slice(0, 15) })} />
        <TextField label={said.heads} hint={form.heads ? fill(said.isHeads, { n: number(Number(form.heads)) }) : said.limitHint} inputMode="numeric" value={form.heads} onValue={(text) => set({ heads: digits(text).slice(0, 9) })} />
        <TextField label={said.from} hint={month(form.from)} type="month" value={form.from} onValue={(from) => set({ from })} required placeholder="2026-01" />
        <TextField label={said.until} hint={month(form.until)} type="month" value={form.until} onValue={(until) => set({ until })} required placeholder="2026-12" />
        <TextField label={said.source} hint={said.sourceHint} value={form.source} onValue={(source) => set({ source })} required maxLength={200} />
        <TextField label={said.rank} hint={said.rankHint} inputMode="numeric" value={form.rank} onValue={(text) => set({ rank: digits(text).slice(0, 4) })} />
      </div>
      <details>
        <summary class="button quiet">{said.whom}: {form.sectors.length + form.areas.length === 0 && form.poverty === 'any' && !form.decile ? said.all : [...form.sectors.map(sectorName), ...form.areas].join(', ')}</summary>
        <div class="fields">
          <fieldset>
            <legend>{said.sectors}</legend>
            {SECTORS.map((key) => <CheckField key={key} label={sectorName(key)} checked={form.sectors.includes(key)} onValue={(on) => set({ sectors: toggled(form.sectors, key, on) })} />)}
          </fieldset>
          <fieldset>
            <legend>{said.areas}</legend>
            {(districts.data?.items ?? []).map((each) => <CheckField key={each.code} label={each.name} checked={form.areas.includes(each.code)} onValue={(on) => set({ areas: toggled(form.areas, each.code, on) })} />)}
          </fieldset>
          <SelectField label={said.poverty} value={form.poverty} onValue={(poverty) => set({ poverty })} options={[['any', said.any], ['register_only', said.register_only], ['outside_only', said.outside_only]]} />
          <TextField label={said.decile} inputMode="numeric" value={form.decile} onValue={(text) => set({ decile: digits(text).slice(0, 2) })} />
        </div>
      </details>
      <p class="hint">{said.note}</p>
      <div class="actions"><Button kind="main" type="submit" busy={save.busy}>{said.save}</Button></div>
    </form>
  );
}
