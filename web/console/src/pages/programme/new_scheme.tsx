// A new programme: from a form, or from a file that somebody has. Both end as a programme file.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { month, number, rupiah } from '../../format';
import { digits } from '../../kit/amount';
import { AreaField } from '../../kit/area_field';
import { Button, Card, Page, Trouble } from '../../kit/basics';
import { codeFor } from '../../kit/code_for';
import { CheckField, SelectField, TextField } from '../../kit/fields';
import { useAction } from '../../kit/load';
import { PAYER_KINDS, payerKindName } from '../../kit/terms';
import { useToday } from '../../kit/today';
import { go } from '../../router';
import { ownArea, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { nextMonth } from './budget_form';

const words = inBoth(
  {
    title: 'Program baru', lead: 'Siapa yang dilindungi, kapan, dan dari anggaran siapa. Semuanya dapat diubah kemudian; setiap perubahan menjadi versi berikutnya.', what: 'Program', name: 'Nama program', from: 'Mulai bulan', until: 'Sampai dengan bulan', source: 'Dasar hukum', sourceHint: 'Misalnya: Perbup Kudus 29/2020.', cover: 'Jaminan', two: 'JKK dan JKM', three: 'JKK, JKM, dan JHT', poverty: 'Data kemiskinan', any: 'Di dalam atau di luar', register_only: 'Hanya yang terdata', outside_only: 'Hanya yang tidak terdata', order: 'Siapa lebih dahulu', register_first: 'Yang ada di data kemiskinan dahulu', decile: 'Desil termiskin dahulu', age_desc: 'Yang tertua dahulu',
    first: 'Anggaran pertama', payer: 'Nama pembayar', kind: 'Jenis pembayar', amount: 'Jumlah uang (rupiah)', heads: 'Paling banyak orang', one: 'Isi jumlah uang, paling banyak orang, atau keduanya.', save: 'Buat program', file: 'Dari berkas', fileHint: 'Berkas program (.toml), misalnya dari kabupaten lain.', choose: 'Pilih berkas program', isHeads: '{n} orang',
  },
  {
    title: 'New programme', lead: 'Who is covered, when, and out of whose budget. All of it can be changed later; every change is the next version.', what: 'Programme', name: 'Name of the programme', from: 'From month', until: 'Up to month', source: 'Legal basis', sourceHint: 'Such as: Perbup Kudus 29/2020.', cover: 'Cover', two: 'JKK and JKM', three: 'JKK, JKM and JHT', poverty: 'Poverty register', any: 'In it or not', register_only: 'Only who stands in it', outside_only: 'Only who does not', order: 'Who comes first', register_first: 'Those in the poverty register first', decile: 'The poorest decile first', age_desc: 'The oldest first',
    first: 'First budget', payer: 'Name of the payer', kind: 'Kind of payer', amount: 'Amount (rupiah)', heads: 'At most this many people', one: 'Fill in an amount, a number of people, or both.', save: 'Make the programme', file: 'From a file', fileHint: 'A programme file (.toml), such as another regency’s.', choose: 'Choose a programme file', isHeads: '{n} people',
  },
);

const ORDERS = ['register_first', 'decile', 'age_desc'] as const;
/** JSON's quotes and escapes are those of a TOML basic string; letters beyond ASCII are escaped too. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u{7f}-\u{10ffff}]/gu, (letter) => `\\U${(letter.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);

interface Form {
  name: string;
  area: string;
  from: string;
  until: string;
  source: string;
  programmes: string;
  poverty: string;
  order: string[];
  payer: string;
  kind: string;
  amount: string;
  heads: string;
}

/** The form as a programme file (docs/flow/allocation.md tells its form). */
function fileOf(form: Form): { code: string; content: string } {
  const code = codeFor(form.name, [], 'program');
  const payer = codeFor(form.payer, [], 'pembayar');
  const content = [
    '[scheme]', `code = ${quoted(code)}`, `name = ${quoted(form.name.trim())}`, `area = ${quoted(form.area.trim())}`, `period = ${quoted(`${form.from}/${nextMonth(form.until)}`)}`,
    `programmes = ${quoted(form.programmes)}`, `poverty = ${quoted(form.poverty)}`, `priority = [${form.order.map(quoted).join(', ')}]`, `source = ${quoted(form.source.trim())}`,
    '', '[[payer]]', `code = ${quoted(payer)}`, `name = ${quoted(form.payer.trim())}`, `kind = ${quoted(form.kind)}`,
    '', '[[budget]]', `payer = ${quoted(payer)}`, ...(form.amount ? [`amount = ${form.amount}`] : []), ...(form.heads ? [`heads_max = ${form.heads}`] : []), '',
  ].join('\n');
  return { code, content };
}

export default function NewScheme() {
  const said = words();
  const caller = useCaller();
  const year = useToday().slice(0, 4);
  const [form, setForm] = useState<Form>({ name: '', area: ownArea(caller), from: `${year}-01`, until: `${year}-12`, source: '', programmes: 'JKK+JKM', poverty: 'any', order: [...ORDERS], payer: '', kind: 'apbd_regency', amount: '', heads: '' });
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const load = useAction(async (file_name: string, content: string) => {
    const made = await got(api.POST('/v1/schemes', { body: { file_name, content } }));
    go(`/office/programme?scheme=${encodeURIComponent(made.scheme)}`);
  });
  const names = said as unknown as Record<string, string>;
  return (
    <Page title={said.title} lead={said.lead}>
      <Trouble problem={load.problem} />
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          const made = fileOf(form);
          void load.run(`${made.code}.toml`, made.content);
        }}
      >
        <Card title={said.what}>
          <div class="fields">
            <TextField label={said.name} value={form.name} onValue={(name) => set({ name })} required maxLength={120} />
            <AreaField root={ownArea(caller)} value={form.area} onValue={(area) => set({ area })} required />
            <TextField label={said.from} hint={month(form.from)} type="month" value={form.from} onValue={(from) => set({ from })} required placeholder="2026-01" />
            <TextField label={said.until} hint={month(form.until)} type="month" value={form.until} onValue={(until) => set({ until })} required placeholder="2026-12" />
            <TextField label={said.source} hint={said.sourceHint} value={form.source} onValue={(source) => set({ source })} required maxLength={200} />
            <SelectField label={said.cover} value={form.programmes} onValue={(programmes) => set({ programmes })} options={[['JKK+JKM', said.two], ['JKK+JKM+JHT', said.three]]} />
            <SelectField label={said.poverty} value={form.poverty} onValue={(poverty) => set({ poverty })} options={[['any', said.any], ['register_only', said.register_only], ['outside_only', said.outside_only]]} />
            <fieldset>
              <legend>{said.order}</legend>
              {ORDERS.map((key) => <CheckField key={key} label={names[key] ?? key} checked={form.order.includes(key)} onValue={(on) => set({ order: ORDERS.filter((each) => (each === key ? on : form.order.includes(each))) })} />)}
            </fieldset>
          </div>
        </Card>
        <Card title={said.first}>
          <div class="fields">
            <TextField label={said.payer} value={form.payer} onValue={(payer) => set({ payer })} required maxLength={120} />
            <SelectField label={said.kind} value={form.kind} onValue={(kind) => set({ kind })} options={PAYER_KINDS.filter((kind) => kind !== 'self').map((kind) => [kind, payerKindName(kind)] as const)} />
            <TextField label={said.amount} hint={form.amount ? rupiah(Number(form.amount)) : said.one} inputMode="numeric" value={form.amount} onValue={(text) => set({ amount: digits(text).slice(0, 15) })} required={!form.heads} />
            <TextField label={said.heads} hint={form.heads ? fill(said.isHeads, { n: number(Number(form.heads)) }) : said.one} inputMode="numeric" value={form.heads} onValue={(text) => set({ heads: digits(text).slice(0, 9) })} required={!form.amount} />
          </div>
          <div class="actions"><Button kind="main" type="submit" busy={load.busy}>{said.save}</Button></div>
        </Card>
      </form>
      <Card title={said.file}>
        <label class="field">
          <span>{said.choose}</span>
          <span class="hint">{said.fileHint}</span>
          <input
            type="file"
            accept=".toml"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void file.text().then((content) => load.run(file.name, content));
            }}
          />
        </label>
      </Card>
    </Page>
  );
}
