// "Rp5 billion, farmers first, until December": who is covered, who waits and until when, while the
// hand is still on the slider. Every slider has a number field beside it; every order has buttons.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, got, type Problem, type Schemas } from '../../api';
import { digits } from '../../kit/amount';
import { Bars } from '../../kit/bars';
import { Badge, Button, ButtonLink, Card, Dialog, Empty, Loading, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { SelectField, TextArea, TextField } from '../../kit/fields';
import { asProblem, useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { actionsName, orderInWords, PAYER_KINDS, payerKindName, sectorName } from '../../kit/terms';
import { moment, month, number, percent, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { span } from './programme';

const words = inBoth(
  {
    title: 'Perencana',
    lead: 'Geser atau ketik; hasilnya langsung tampak. Tidak ada yang berubah sampai rencana diusulkan dan disetujui orang kedua.',
    reading: 'Membaca siapa yang menunggu perlindungan…',
    money: 'Uang',
    from: 'Dibayar dari',
    supposed: 'Uang yang belum ada (andai-andai)',
    left: 'sisa {left}',
    people: '{n} orang',
    spent: 'Semua anggaran program ini sudah terpakai. Di bawah ini dihitung dengan uang yang belum ada; untuk mengusulkan, tambah atau ubah anggaran dahulu.',
    toBudgets: 'Ke anggaran program',
    kind: 'Jenis pembayar (menentukan iuran)',
    amount: 'Jumlah uang',
    amountSlider: 'Jumlah uang, geser',
    heads: 'Paling banyak orang (kosong: tanpa batas)',
    until: 'Sampai dengan bulan',
    untilSlider: 'Sampai dengan bulan, geser',
    order: 'Siapa lebih dahulu',
    first: 'Yang lebih menentukan',
    bySector: 'Kelompok pekerjaan',
    byArea: 'Kecamatan',
    addSector: 'Dahulukan kelompok',
    addArea: 'Dahulukan kecamatan',
    choose: 'Pilih…',
    up: 'Naikkan {name}',
    drop: 'Hapus {name} dari urutan',
    orderHint: 'Urutan: {order}. Yang tidak disebut menyusul.',
    covered: 'Terlindungi',
    waiting: 'Menunggu',
    cost: 'Biaya',
    lasts: 'Bila diteruskan, uang cukup sampai',
    beyond: 'lebih dari 10 tahun',
    before: 'dan tidak lagi untuk {month}',
    unknown: '–',
    all: 'Semua terlindungi dengan {money}',
    of: 'dari {all} yang berhak',
    unfundable: '{n} orang tidak boleh dibayar anggaran ini.',
    members: '{n} orang sudah menjadi peserta dan tidak dihitung lagi.',
    bySectorChart: 'Menurut kelompok pekerjaan',
    byAreaChart: 'Menurut kecamatan',
    notKnown: 'tidak diketahui',
    save: 'Simpan dan usulkan',
    saveOnly: 'Simpan saja',
    saveTitle: 'Simpan rencana',
    name: 'Nama rencana',
    reason: 'Alasan, untuk orang kedua',
    noBudget: 'Uang yang belum ada hanya dapat disimpan. Pilih anggaran program untuk mengusulkan.',
    saved: 'Rencana tersimpan',
    savedNone: 'Belum ada rencana tersimpan.',
    state: 'Keadaan',
    when: 'Disimpan',
    by: 'Oleh',
    propose: 'Usulkan',
    see: 'Lihat persetujuan',
    sent: 'Diusulkan. Orang kedua menemukannya di halaman Persetujuan; setelah ia setuju, peserta didaftarkan.',
    nobody: 'Belum ada yang menunggu perlindungan dalam program ini. Nilai kelayakan dahulu di halaman Program.',
    orders: 'Urutan',
    months: 'Masa',
    st_saved: 'tersimpan',
    st_proposed: 'menunggu orang kedua',
    st_approved: 'disetujui, sedang dijalankan',
    st_refused: 'tidak disetujui',
    st_enrolled: 'sudah didaftarkan',
  },
  {
    title: 'Planner',
    lead: 'Slide or type; the answer is there at once. Nothing changes until a plan is proposed and a second person says yes.',
    reading: 'Reading who waits for cover…',
    money: 'Money',
    from: 'Paid from',
    supposed: 'Money that is not there yet (suppose)',
    left: '{left} left',
    people: '{n} people',
    spent: 'Every budget of this programme is used up. What follows is reckoned with money that is not there yet; to propose, add or change a budget first.',
    toBudgets: 'To the budgets of the programme',
    kind: 'Kind of payer (decides the dues)',
    amount: 'Amount',
    amountSlider: 'Amount, slide',
    heads: 'At most this many people (empty: no limit)',
    until: 'Up to and with the month',
    untilSlider: 'Up to and with the month, slide',
    order: 'Who comes first',
    first: 'What counts more',
    bySector: 'Kind of work',
    byArea: 'District',
    addSector: 'Put a kind of work first',
    addArea: 'Put a district first',
    choose: 'Choose…',
    up: 'Move {name} up',
    drop: 'Take {name} out of the order',
    orderHint: 'Order: {order}. Others follow.',
    covered: 'Covered',
    waiting: 'Waiting',
    cost: 'Cost',
    lasts: 'Carried on, the money lasts until',
    beyond: 'more than 10 years',
    before: 'and no longer for {month}',
    unknown: '–',
    all: 'All are covered with {money}',
    of: 'of {all} eligible',
    unfundable: '{n} people may not be paid for by this budget.',
    members: '{n} people are members already and are not counted again.',
    bySectorChart: 'By kind of work',
    byAreaChart: 'By district',
    notKnown: 'not known',
    save: 'Save and propose',
    saveOnly: 'Save only',
    saveTitle: 'Save the plan',
    name: 'Name of the plan',
    reason: 'Reason, for the second person',
    noBudget: 'Money that is not there yet can only be saved. Choose a budget of the programme to propose.',
    saved: 'Saved plans',
    savedNone: 'No plan was saved yet.',
    state: 'State',
    when: 'Saved',
    by: 'By',
    propose: 'Propose',
    see: 'See the approval',
    sent: 'Proposed. A second person finds it on the page Approvals; after a yes the members are enrolled.',
    nobody: 'Nobody waits for cover in this programme yet. Decide eligibility first, on the page Programme.',
    orders: 'Order',
    months: 'Period',
    st_saved: 'saved',
    st_proposed: 'waits for a second person',
    st_approved: 'approved, being carried out',
    st_refused: 'not approved',
    st_enrolled: 'enrolled',
  },
);

type Planned = Schemas['Planned'];
type SavedPlan = Schemas['SavedPlan'];

const monthIndex = (text: string): number => {
  const [year = 0, at = 1] = text.split('-').map(Number);
  return year * 12 + at - 1;
};
const monthText = (index: number): string => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
/** 5.292.000 -> 6.000.000: the end of a slider, and its steps, in figures that people say. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) );
  const times = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * unit >= value) ?? 10;
  return times * unit;
}
const HORIZON_MONTHS = 120;

/** A budget may be limited by money, by heads, by both or by nothing. */
const hasLeft = (budget: { left: number | null; heads_left: number | null }): boolean => (budget.left ?? 1) > 0 && (budget.heads_left ?? 1) > 0;

interface Question {
  budget: string;
  payerKind: string;
  amount: number;
  heads: string;
  last: number;
  first: 'sector' | 'area';
  sectors: string[];
  areas: string[];
}

function bodyOf(question: Question) {
  return {
    ...(question.budget ? { budget: question.budget } : { payer_kind: question.payerKind as 'company' }),
    amount: question.amount,
    ...(question.heads ? { heads_max: Number(question.heads) } : {}),
    until: monthText(question.last + 1),
    first: question.first,
    sectors: question.sectors as 'agriculture'[],
    areas: question.areas,
  };
}

/** Asks while the slider moves: the newest question counts, one is under way at a time. */
function usePlan(scheme: string, question: Question | undefined) {
  const [plan, setPlan] = useState<Planned>();
  const [problem, setProblem] = useState<Problem>();
  const wanted = useRef<Question | undefined>(undefined);
  const busy = useRef(false);
  const ask = async () => {
    if (busy.current) return;
    busy.current = true;
    while (wanted.current) {
      const now = wanted.current;
      wanted.current = undefined;
      try {
        const answer = await got(api.POST('/v1/schemes/{scheme}/planner', { params: { path: { scheme } }, body: bodyOf(now) }));
        setPlan(answer);
        setProblem(undefined);
      } catch (failure) {
        setProblem(asProblem(failure));
      }
    }
    busy.current = false;
  };
  useEffect(() => {
    if (!question) return;
    wanted.current = question;
    void ask();
  }, [JSON.stringify(question)]);
  return { plan, problem };
}

/** What comes first, second ...; moved by buttons, so that nobody must drag. */
function Order(props: { label: string; add: string; chosen: string[]; all: (readonly [string, string])[]; onChosen: (chosen: string[]) => void }) {
  const said = words();
  const name = (key: string) => props.all.find(([each]) => each === key)?.[1] ?? key;
  const rest = props.all.filter(([key]) => !props.chosen.includes(key));
  const up = (at: number) => {
    const next = [...props.chosen];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    props.onChosen(next);
  };
  return (
    <div>
      <SelectField
        label={props.add}
        value=""
        onValue={(key) => key && props.onChosen([...props.chosen, key])}
        options={[['', said.choose] as const, ...rest]}
      />
      {props.chosen.length > 0 && (
        <ol class="order" aria-label={props.label}>
          {props.chosen.map((key, at) => (
            <li key={key}>
              <span>{at + 1}. {name(key)}</span>
              <span>
                {at > 0 && <Button kind="quiet" aria-label={fill(said.up, { name: name(key) })} onClick={() => up(at)}>↑</Button>}
                <Button kind="quiet" aria-label={fill(said.drop, { name: name(key) })} onClick={() => props.onChosen(props.chosen.filter((each) => each !== key))}>✕</Button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Save(props: { scheme: string; question: Question; onSaved: (proposed: boolean) => void }) {
  const said = words();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const act = useAction(async (propose: boolean) => {
    const saved = await got(
      api.POST('/v1/schemes/{scheme}/saved-plans', {
        params: { path: { scheme: props.scheme } },
        body: { name, ...bodyOf(props.question) },
      }),
    );
    if (propose) {
      await got(
        api.POST('/v1/schemes/{scheme}/saved-plans/{plan}/propose', {
          params: { path: { scheme: props.scheme, plan: saved.id } },
          body: { reason },
        }),
      );
    }
    setOpen(false);
    props.onSaved(propose);
  });
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>{said.save}…</Button>
      <Dialog title={said.saveTitle} open={open} onClose={() => setOpen(false)}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void act.run(props.question.budget !== '');
          }}
        >
          <div class="page">
            <Trouble problem={act.problem} />
            <TextField label={said.name} value={name} onValue={setName} required maxLength={100} />
            {props.question.budget ? (
              <TextArea label={said.reason} value={reason} onValue={(text) => setReason(text.replace(/\s*\n\s*/g, ' '))} rows={2} />
            ) : (
              <Notice tone="info">{said.noBudget}</Notice>
            )}
            <div class="actions">
              {props.question.budget && <Button kind="main" type="submit" busy={act.busy}>{said.save}</Button>}
              <Button busy={act.busy} disabled={name === ''} onClick={() => void act.run(false)}>{said.saveOnly}</Button>
            </div>
          </div>
        </form>
      </Dialog>
    </>
  );
}

const toneOf = (state: SavedPlan['state']) =>
  ({ saved: 'none', proposed: 'info', approved: 'good', refused: 'bad', enrolled: 'good' } as const)[state];

function Saved(props: { scheme: string; round: number }) {
  const said = words();
  const caller = useCaller();
  const loaded = useLoad(
    () => got(api.GET('/v1/schemes/{scheme}/saved-plans', { params: { path: { scheme: props.scheme }, query: { limit: 50 } } })),
    [props.scheme, props.round],
  );
  const act = useAction(async (plan: string) => {
    await got(api.POST('/v1/schemes/{scheme}/saved-plans/{plan}/propose', { params: { path: { scheme: props.scheme, plan } }, body: {} }));
    loaded.reload();
  });
  const stateName = (state: SavedPlan['state']) =>
    ({ saved: said.st_saved, proposed: said.st_proposed, approved: said.st_approved, refused: said.st_refused, enrolled: said.st_enrolled })[state];
  return (
    <Card title={said.saved}>
      <Trouble problem={loaded.problem ?? act.problem} />
      {loaded.data && loaded.data.items.length === 0 && <Empty>{said.savedNone}</Empty>}
      {loaded.data && loaded.data.items.length > 0 && (
        <SmallTable
          caption={said.saved}
          hideCaption
          rows={loaded.data.items}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', name: said.name, cell: (row) => row.name },
            { key: 'state', name: said.state, cell: (row) => <Badge tone={toneOf(row.state)}>{stateName(row.state)}</Badge> },
            { key: 'covered', name: said.covered, numeric: true, cell: (row) => number(row.covered) },
            { key: 'cost', name: said.cost, numeric: true, cell: (row) => rupiah(row.cost) },
            { key: 'months', name: said.months, cell: (row) => span(row.months) },
            { key: 'by', name: said.by, cell: (row) => row.by },
            { key: 'when', name: said.when, cell: (row) => moment(row.recorded_at) },
            {
              key: 'do',
              name: actionsName(),
              cell: (row) =>
                row.state === 'proposed' ? (
                  <a href="/office/approvals">{said.see}</a>
                ) : (row.state === 'saved' || row.state === 'refused') && row.budget && may(caller, 'enrol_propose') ? (
                  <Button busy={act.busy} onClick={() => void act.run(row.id)}>{said.propose}</Button>
                ) : null,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Answer({ plan }: { plan: Planned }) {
  const said = words();
  const first = monthIndex(plan.months.split('/')[0] ?? '');
  const ends = plan.money_until ? monthIndex(plan.money_until) : 0;
  const beyond = ends - first >= HORIZON_MONTHS;
  const lasts = plan.money_until ? (beyond ? said.beyond : month(monthText(ends - 1))) : said.unknown;
  const share = plan.people > 0 ? plan.covered / plan.people : 0;
  const rows = (parts: Planned['sectors'], nameOf: (key: string, name: string) => string) =>
    [...parts]
      .sort((a, b) => b.people - a.people)
      .map((each) => ({ key: each.key || '?', name: nameOf(each.key, each.name), all: each.people, part: each.covered, money: each.cost }));
  return (
    <div class="page" aria-live="polite">
      <div class="stats">
        <Stat label={said.covered} value={plan.covered} note={`${fill(said.of, { all: number(plan.people) })} · ${percent(share)}`} share={share} />
        <Stat label={said.waiting} value={plan.people - plan.covered} note={plan.people > 0 ? fill(said.all, { money: rupiah(plan.cost_of_all) }) : undefined} />
        <Stat label={said.cost} value={rupiah(plan.cost)} note={span(plan.months)} />
        <Stat label={said.lasts} value={lasts} note={plan.money_until && !beyond ? fill(said.before, { month: month(plan.money_until) }) : undefined} />
      </div>
      <p class="hint">
        {plan.unfundable > 0 && fill(said.unfundable, { n: number(plan.unfundable) }) + ' '}
        {plan.members > 0 && fill(said.members, { n: number(plan.members) })}
      </p>
      <div class="columns">
        <Card><Bars caption={said.bySectorChart} part={said.covered} rows={rows(plan.sectors, (key) => sectorName(key))} /></Card>
        <Card><Bars caption={said.byAreaChart} part={said.covered} rows={rows(plan.areas, (_, name) => name || said.notKnown)} /></Card>
      </div>
    </div>
  );
}

export default function PlannerPage({ names }: PageProps) {
  const said = words();
  const caller = useCaller();
  const scheme = names['scheme'] ?? '';
  const table = useLoad(() => got(api.GET('/v1/schemes/{scheme}/planner', { params: { path: { scheme } } })), [scheme]);
  const [question, setQuestion] = useState<Question>();
  const [round, setRound] = useState(0);
  const [sent, setSent] = useState(false);
  useEffect(() => {
    if (!table.data || question) return;
    // A budget that is used up answers nothing: then the question is put with money supposed.
    const budget = table.data.budgets.find(hasLeft);
    const until = (budget?.months ?? table.data.months).split('/')[1] ?? '';
    setQuestion({
      budget: budget?.code ?? '',
      payerKind: 'apbd_regency',
      amount: budget?.left ?? 5_000_000_000,
      heads: '',
      last: monthIndex(until) - 1,
      first: 'sector',
      sectors: [],
      areas: [],
    });
  }, [table.data]);
  const { plan, problem } = usePlan(scheme, question);
  if (table.problem) return <Page title={said.title}><Trouble problem={table.problem} retry={table.reload} /></Page>;
  if (!table.data || !question) return <Page title={said.title} lead={said.reading}><Loading /></Page>;
  const board = table.data;
  const change = (part: Partial<Question>) => setQuestion({ ...question, ...part });
  const [from = '', until = ''] = board.months.split('/');
  const budget = board.budgets.find((each) => each.code === question.budget);
  // The slider ends where money stops to help: at what is left, or at what everybody costs.
  const most = Math.max(1_000, Math.min(budget?.left ?? Infinity, roundUp(plan?.cost_of_all ?? question.amount)));
  const step = Math.max(1, roundUp(most / 200));
  const months: number[] = [];
  for (let at = monthIndex(from); at < monthIndex(until); ++at) months.push(at);
  const sameName = ({ payer_name: name }: (typeof board.budgets)[number]) => board.budgets.filter((other) => other.payer_name === name).length > 1;
  const leftOf = (each: (typeof board.budgets)[number]) =>
    [each.left !== null ? rupiah(each.left) : '', each.heads_left !== null ? fill(said.people, { n: number(each.heads_left) }) : ''].filter(Boolean).join(' · ') || said.unknown;
  return (
    <Page
      title={said.title}
      lead={said.lead}
      actions={may(caller, 'enrol_propose') && <Save scheme={scheme} question={question} onSaved={(proposed) => { setSent(proposed); setRound(round + 1); }} />}
    >
      {sent && <Notice tone="good">{said.sent} <ButtonLink href="/office/approvals">{said.see}</ButtonLink></Notice>}
      {board.people === 0 && <Empty>{said.nobody}</Empty>}
      {board.budgets.length > 0 && !board.budgets.some(hasLeft) && <Notice tone="info">{said.spent} <a href="/office/programme">{said.toBudgets}</a></Notice>}
      <div class="columns">
        <Card title={said.money}>
          <div class="page">
            <SelectField
              label={said.from}
              value={question.budget}
              onValue={(code) => change({ budget: code, amount: board.budgets.find((each) => each.code === code)?.left ?? question.amount })}
              options={[
                ...board.budgets.map((each) => [each.code, `${each.payer_name}${sameName(each) ? ` (${each.code})` : ''}: ${fill(said.left, { left: leftOf(each) })}`] as const),
                ['', said.supposed] as const,
              ]}
            />
            {!question.budget && (
              <SelectField label={said.kind} value={question.payerKind} onValue={(payerKind) => change({ payerKind })} options={PAYER_KINDS.map((each) => [each, payerKindName(each)] as const)} />
            )}
            <div class="slider">
              <TextField label={said.amountSlider} type="range" min={0} max={most} step={step} value={String(question.amount)} onValue={(text) => change({ amount: Number(text) })} />
              <TextField label={said.amount} inputMode="numeric" value={String(question.amount)} hint={rupiah(question.amount)} onValue={(text) => change({ amount: Number(digits(text).slice(0, 15)) })} />
            </div>
            <TextField label={said.heads} type="number" inputMode="numeric" min={0} value={question.heads} onValue={(heads) => change({ heads: heads.replace(/\D/g, '') })} />
            <div class="slider">
              <TextField label={said.untilSlider} type="range" min={monthIndex(from)} max={monthIndex(until) - 1} step={1} value={String(question.last)} onValue={(text) => change({ last: Number(text) })} />
              <SelectField label={said.until} value={String(question.last)} onValue={(text) => change({ last: Number(text) })} options={months.map((at) => [String(at), month(monthText(at))] as const)} />
            </div>
          </div>
        </Card>
        <Card title={said.order}>
          <div class="page">
            <Order label={said.bySector} add={said.addSector} chosen={question.sectors} onChosen={(sectors) => change({ sectors })} all={board.sectors.map((each) => [each.sector, sectorName(each.sector)] as const)} />
            <Order label={said.byArea} add={said.addArea} chosen={question.areas} onChosen={(areas) => change({ areas })} all={board.areas.filter((each) => each.area).map((each) => [each.area, each.name] as const)} />
            {question.sectors.length > 0 && question.areas.length > 0 && (
              <SelectField label={said.first} value={question.first} onValue={(first) => change({ first: first as 'sector' })} options={[['sector', said.bySector], ['area', said.byArea]]} />
            )}
            {plan && <p class="hint">{fill(said.orderHint, { order: orderInWords(plan.order, (code) => board.areas.find((each) => each.area === code)?.name ?? code) })}</p>}
          </div>
        </Card>
      </div>
      <Trouble problem={problem} />
      {plan && <Answer plan={plan} />}
      <Saved scheme={scheme} round={round} />
    </Page>
  );
}

