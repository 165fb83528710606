// What a change of the law means for the members of today: two days, or values that are only proposed.
import { useRef, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { faultOf, TextField } from '../../kit/fields';
import { useLawWords } from '../../kit/law';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { number, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { fill, inBoth } from '../../words';
import { sectorName } from '../../kit/terms';
import { proposalFile, readProposal, type BadLine, type Wish } from './proposal';
import type { LawRow } from './law_view';

const words = inBoth(
  {
    title: 'Dampak perubahan aturan',
    lead: 'Siapa di antara peserta hari ini yang untung atau rugi, dan berapa. Aturan yang berlaku tidak tersentuh.',
    from: 'Aturan pada tanggal', to: 'Dibandingkan dengan tanggal', back: 'Semua aturan',
    propose: 'Usulan (boleh kosong)', proposeLead: 'Ganti nilai aturan untuk dicoba; angka bulat dalam satuan aturannya.',
    key: 'Aturan', value: 'Nilai usulan', add: 'Tambah nilai', drop: 'Hapus {key}', now: 'sekarang {value}', keyHint: 'Ketik sebagian nama atau kodenya, misalnya iuran.',
    run: 'Hitung dampak', members: 'Peserta yang dihitung',
    differences: 'Aturan yang berbeda', none: 'Tidak ada aturan yang berbeda.', before: 'Semula', after: 'Menjadi', noValue: 'tidak ada',
    dues: 'Iuran sebulan', jkk_death: 'Santunan kematian karena kecelakaan kerja', jkm_death: 'Santunan kematian (peserta lama)',
    gain: 'Untung', lose: 'Rugi', same: 'Tetap', change: 'Selisih', total: 'Jumlah', region: 'Wilayah', sector: 'Pekerjaan',
    openFile: 'Buka berkas usulan', saveFile: 'Simpan usulan', fileHint: 'Berkas teks, satu aturan sebaris: JKM.contribution = 7800', fileNone: 'Berkas ini tidak berisi satu nilai pun.',
    fileBad: 'Berkas tidak dipakai: {n} baris perlu diperbaiki.', badLine: 'Baris {line}: “{text}” {why}', why: { form: 'bukan “aturan = angka bulat”.', unknown: 'bukan aturan berupa angka yang berlaku hari ini.', twice: 'sudah disebut di atas.' } as Record<string, string>, remark: 'Usulan yang dicoba di Payung; aturan yang berlaku tidak tersentuh',
    hidden: '{n} baris dengan sedikit orang tidak ditampilkan.', unknown: 'tidak diketahui',
  },
  {
    title: 'What a change of the rules means',
    lead: 'Who of the members of today gains or loses, and how much. The rules in force are not touched.',
    from: 'Rules on the day', to: 'Compared with the day', back: 'All rules',
    propose: 'Proposal (may be empty)', proposeLead: 'Put another value in to try it: a whole number in the unit of the rule.',
    key: 'Rule', value: 'Proposed value', add: 'Add value', drop: 'Remove {key}', now: 'now {value}', keyHint: 'Type a part of its name or code, such as dues.',
    run: 'Reckon the impact', members: 'Members reckoned',
    differences: 'Rules that differ', none: 'No rule differs.', before: 'Before', after: 'After', noValue: 'none',
    dues: 'Dues of a month', jkk_death: 'Benefits for death by a work accident', jkm_death: 'Benefits for death (long-time member)',
    gain: 'Gain', lose: 'Lose', same: 'Same', change: 'Difference', total: 'Sum', region: 'Area', sector: 'Work',
    openFile: 'Open a proposal', saveFile: 'Save the proposal', fileHint: 'A text file, one rule a line: JKM.contribution = 7800', fileNone: 'This file holds no value.',
    fileBad: 'The file is not used: {n} lines need correction.', badLine: 'Line {line}: “{text}” {why}', why: { form: 'is no “rule = whole number”.', unknown: 'is no rule that is a number and in force today.', twice: 'is said above already.' }, remark: 'A proposal tried in Payung; the rules in force are not touched',
    hidden: '{n} rows with few people are not shown.', unknown: 'unknown',
  },
);

type Impact = Schemas['LawImpact'];
type Places = Schemas['LawImpactPlaces'];

const signed = (value: number): string => (value > 0 ? '+' : '') + rupiah(value);

function Table({ places, caption }: { places: Places; caption: string }) {
  const say = words();
  const name = (row: Places['items'][number]) => (places.by === 'sector' ? sectorName(row.place) : row.name || say.unknown);
  return (
    <>
      <SmallTable
        caption={caption}
        rows={places.items}
        rowKey={(row) => row.place}
        columns={[
          { key: 'place', name: caption, cell: name },
          { key: 'gain', name: say.gain, numeric: true, cell: (row) => number(row.gain) },
          { key: 'lose', name: say.lose, numeric: true, cell: (row) => number(row.lose) },
          { key: 'same', name: say.same, numeric: true, cell: (row) => number(row.same) },
          { key: 'change', name: say.change, numeric: true, cell: (row) => signed(row.after - row.before) },
        ]}
      />
      {places.hidden > 0 && <p class="hint">{fill(say.hidden, { n: number(places.hidden) })}</p>}
    </>
  );
}

/** "6800" -> "6.800"; a value that is a word stays as it is. */
const grouped = (value: string): string => (/^\d+$/.test(value) ? number(Number(value)) : value);

function Found({ found }: { found: Impact }) {
  const say = words();
  const law = useLawWords();
  return (
    <>
      <Card title={say.differences}>
        {found.differences.length === 0 && <Notice>{say.none}</Notice>}
        {found.differences.length > 0 && (
          <SmallTable
            caption={say.differences}
            hideCaption
            rows={found.differences}
            rowKey={(row) => row.key}
            columns={[
              { key: 'key', name: say.key, cell: (row) => <>{law.rule(row.key)}<br /><code class="hint">{row.key}</code></> },
              { key: 'before', name: say.before, numeric: true, cell: (row) => grouped(row.before) || say.noValue },
              { key: 'after', name: say.after, numeric: true, cell: (row) => grouped(row.after) || say.noValue },
            ]}
          />
        )}
      </Card>
      <div class="stats"><Stat label={say.members} value={found.members} /></div>
      {found.measures.map((each) => (
        <Card key={each.measure} title={say[each.measure]}>
          <p>
            <Badge tone="good">{say.gain}: {number(each.all.gain)}</Badge>{' '}
            <Badge tone="bad">{say.lose}: {number(each.all.lose)}</Badge>{' '}
            <Badge tone="none">{say.same}: {number(each.all.same)}</Badge>{' '}
            {say.total}: {rupiah(each.all.before)} → {rupiah(each.all.after)} ({signed(each.all.after - each.all.before)})
          </p>
          {each.all.gain + each.all.lose > 0 && (
            <details>
              <summary>{say.region}, {say.sector}</summary>
              <Table places={each.regions} caption={say.region} />
              <Table places={each.sectors} caption={say.sector} />
            </details>
          )}
        </Card>
      ))}
    </>
  );
}

/** One value that is only proposed; the rules that are numbers are offered by name. */
function Propose(props: { onAdd: (wish: Wish) => void; rows: LawRow[] }) {
  const say = words();
  const law = useLawWords();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const known = props.rows.find((row) => row.key === key);
  return (
    <div class="inline-form">
      <TextField label={say.key} value={key} onValue={setKey} list="rule-keys" autocomplete="off" spellcheck={false} hint={known ? `${law.rule(key)}: ${fill(say.now, { value: String(known.value) })}` : say.keyHint} />
      <datalist id="rule-keys">{props.rows.map((row) => <option key={row.key} value={row.key}>{law.rule(String(row.key))}</option>)}</datalist>
      <TextField label={say.value} type="number" min={0} step={1} value={value} onValue={setValue} />
      <Button
        disabled={!known || !/^\d+$/.test(value)}
        onClick={() => {
          props.onAdd({ key, value: Number(value) });
          setKey('');
          setValue('');
        }}
      >
        {say.add}
      </Button>
    </div>
  );
}

/** The proposal from a file, and into one: so it can be sent around and tried again. */
function ProposalFile(props: { rows: LawRow[]; wishes: Wish[]; onRead: (wishes: Wish[]) => void }) {
  const say = words();
  const input = useRef<HTMLInputElement>(null);
  const [bad, setBad] = useState<BadLine[]>([]);
  const [empty, setEmpty] = useState(false);
  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    const found = readProposal(await file.text(), new Set(props.rows.flatMap((row) => row.key ?? [])));
    if (input.current) input.current.value = '';
    setBad(found.bad);
    setEmpty(found.bad.length === 0 && found.wishes.length === 0);
    if (found.bad.length === 0 && found.wishes.length > 0) props.onRead(found.wishes);
  }
  function save(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([proposalFile(props.wishes, say.remark)], { type: 'text/plain' }));
    link.download = 'usulan.toml';
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <>
      <div class="actions">
        <Button disabled={props.rows.length === 0} onClick={() => input.current?.click()}>{say.openFile}</Button>
        {props.wishes.length > 0 && <Button onClick={save}>{say.saveFile}</Button>}
        <span class="hint">{say.fileHint}</span>
        <input ref={input} class="unseen" type="file" aria-label={say.openFile} tabIndex={-1} accept=".toml,.txt" onChange={(event) => void read(event.currentTarget.files?.[0])} />
      </div>
      {empty && <Notice tone="warn">{say.fileNone}</Notice>}
      {bad.length > 0 && (
        <Notice tone="bad">
          <strong>{fill(say.fileBad, { n: number(bad.length) })}</strong>
          <ul>{bad.slice(0, 10).map((each) => <li key={each.line}>{fill(say.badLine, { line: each.line, text: each.text, why: say.why[each.why] ?? '' })}</li>)}</ul>
        </Notice>
      )}
    </>
  );
}

export default function ImpactPage(_: PageProps) {
  const say = words();
  const law = useLawWords();
  const rules = useLoad(() => got(api.GET('/v1/rules', { params: { query: {} } })), []);
  const numbers = ((rules.data?.values ?? []) as LawRow[]).filter((row) => typeof row.value === 'number');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [wishes, setWishes] = useState<Wish[]>([]);
  const [found, setFound] = useState<Impact>();
  const act = useAction(async () => {
    setFound(await got(api.POST('/v1/law/impact', {
      body: { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(wishes.length > 0 ? { proposal: wishes } : {}) },
    })));
  });
  return (
    <Page title={say.title} lead={say.lead} actions={<a href="/office/rules">{say.back}</a>}>
      <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
        <Trouble problem={act.problem} />
        <Card>
          <div class="fields">
            <TextField label={say.from} type="date" value={from || rules.data?.on || ''} onValue={setFrom} fault={faultOf(act.problem, 'from')} />
            <TextField label={say.to} type="date" value={to || rules.data?.on || ''} onValue={setTo} fault={faultOf(act.problem, 'to')} />
          </div>
        </Card>
        <Card title={say.propose}>
          <p class="hint">{say.proposeLead}</p>
          <ProposalFile rows={numbers} wishes={wishes} onRead={setWishes} />
          <ul class="plain">
            {wishes.map((wish) => (
              <li key={wish.key}>
                {law.rule(wish.key)} <code class="hint">{wish.key}</code> → <strong>{number(wish.value)}</strong>{' '}
                <Button kind="quiet" aria-label={fill(say.drop, { key: wish.key })} onClick={() => setWishes(wishes.filter((each) => each !== wish))}>✕</Button>
              </li>
            ))}
          </ul>
          <Propose rows={numbers} onAdd={(wish) => setWishes([...wishes.filter((each) => each.key !== wish.key), wish])} />
        </Card>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{say.run}</Button></div>
      </form>
      <div class="page" aria-live="polite">{found && <Found found={found} />}</div>
    </Page>
  );
}
