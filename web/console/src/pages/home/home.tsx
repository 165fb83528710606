// What waits for whoever is signed in, what happened, and one big button for the main task. Every
// part asks only for what the caller may see; a part that fails leaves the others standing.
import { api, got, type Caller, type Schemas } from '../../api';
import { day, moment, month, number, rupiah } from '../../format';
import { Badge, ButtonLink, Card, Empty, Loading, Page } from '../../kit/basics';
import { useLoad, type Loaded } from '../../kit/load';
import { approvalKindName, approvalStateName, jobName, jobStateName, jobTone } from '../../kit/terms';
import { may, ownArea, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { covered, sum } from '../figures/counts';

const words = inBoth(
  {
    title: 'Beranda', hello: 'Selamat datang, {name}.', tasks: 'Menunggu Anda', none: 'Tidak ada yang menunggu Anda sekarang.', happened: 'Yang terjadi', nothing: 'Belum ada yang terjadi.',
    rows: '{count} baris perlu diperbaiki: {name}', rows_before: 'Sedikitnya {count} baris dari {file} masih perlu diperbaiki: {name}', workers: 'Pekerja Anda', drafts: '{count} daftar berisi koreksi yang Anda mulai, belum dikirim', entries: '{count} orang yang dimasukkan perlu diperbaiki', reviews: '{count} pasangan yang mungkin orang yang sama menunggu keputusan', approval: '{kind} menunggu persetujuan orang kedua', approvals: '{count} usulan menunggu keputusan',
    waiting: '{count} pekerja layak belum ada pembayarnya', funded: '{count} pekerja siap didaftarkan', unpaid: '{count} pekerja terdaftar, iuran pertama belum dibayar', grace: '{count} pekerja menunggak: perlindungan gugur bila tidak dibayar', lapsed: '{count} pekerja perlindungannya gugur',
    asked: '{count} pekerja menunggu keterangan',
    received: 'Daftar {file} diterima: {accepted} baris baik, {waiting} menunggu', covered: 'Terlindungi hari ini', open: 'Buka',
    big_branch_officer: 'Siapkan pendaftaran berikutnya', big_agency_operator: 'Kirim daftar pekerja', big_company_hr: 'Tanggung pekerja di sekitar Anda', big_village_officer: 'Tambah orang', big_analyst: 'Lihat capaian', big_auditor: 'Periksa jejak', big_administrator: 'Undang pengguna', late: '{count} klaim melewati waktunya', claims_open: '{count} klaim sedang berjalan', oldest: '; yang tertua dilaporkan {days} hari lalu', lapses: '{count} pekerja kehilangan perlindungan mulai {month} bila iurannya tidak dibayar', payer_ends: '{count} pekerja tidak ada lagi pembayarnya mulai {month}', due_soon: 'Jatuh tempo sampai {day}: {amount}', families: '{count} keluarga belum meminta haknya setelah kematian', school_years: '{count} beasiswa anak dapat diminta', treated: '{count} peserta dirawat di rumah sakit, belum ada laporan kecelakaan', overdue: '{count} pembayar melewati jatuh tempo: {amount}', own_overdue: 'Iuran pekerja Anda melewati jatuh tempo: {amount}', to_bill: 'Iuran {month} belum ditagih', decided: '{kind}: {state}', today: 'Hari ini, {day}', ofTarget: 'dari sasaran {of}',
  },
  {
    title: 'Home', hello: 'Welcome, {name}.', tasks: 'Waiting for you', none: 'Nothing waits for you now.', happened: 'What happened', nothing: 'Nothing has happened yet.',
    rows: '{count} rows need correction: {name}', rows_before: 'At least {count} rows of {file} still need correction: {name}', workers: 'Your workers', drafts: '{count} lists have corrections you began, not sent yet', entries: '{count} people entered need correction', reviews: '{count} pairs that may be one person wait for a decision', approval: '{kind} waits for a second person', approvals: '{count} proposals wait for a decision',
    waiting: '{count} eligible workers have no payer', funded: '{count} workers are ready to be enrolled', unpaid: '{count} workers are enrolled, first dues not paid', grace: '{count} workers are in arrears: cover lapses unless it is paid', lapsed: '{count} workers have lost their cover',
    asked: '{count} workers wait for an answer',
    received: 'List {file} was received: {accepted} good rows, {waiting} wait', covered: 'Covered today', open: 'Open',
    big_branch_officer: 'Prepare the next enrolment', big_agency_operator: 'Send a list of workers', big_company_hr: 'Sponsor workers near you', big_village_officer: 'Add a person', big_analyst: 'See the results', big_auditor: 'Search the trail', big_administrator: 'Invite a user', late: '{count} claims are past their time', claims_open: '{count} claims are under way', oldest: '; the oldest was reported {days} days ago', lapses: '{count} workers lose their cover with {month} unless their dues are paid', payer_ends: '{count} workers have nobody to pay for them from {month} on', due_soon: 'Due by {day}: {amount}', families: '{count} families have not asked for what a death gives them', school_years: '{count} scholarships can be asked for', treated: '{count} members were treated in hospital, no accident was reported', overdue: '{count} payers are past their due day: {amount}', own_overdue: 'The dues of your workers are past their due day: {amount}', to_bill: 'The dues of {month} are not billed yet', decided: '{kind}: {state}', today: 'Today, {day}', ofTarget: 'of a target of {of}',
  },
);

const MAIN: Record<string, string> = {
  branch_officer: '/office/programme',
  agency_operator: '/office/lists/new',
  company_hr: '/office/campaigns',
  village_officer: '/village',
  analyst: '/office/figures',
  auditor: '/office/audit',
  administrator: '/office/accounts',
};

interface Task {
  text: string;
  href: string;
  tone: 'good' | 'warn' | 'bad' | 'info';
}

/** The answer, or nothing where it is refused or fails: the other tasks are shown all the same. */
async function orNothing<T>(allowed: boolean, ask: () => Promise<T>): Promise<T | undefined> {
  if (!allowed) return undefined;
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

/** Figures are of areas: who is limited to a list or a payer has none. */
export function hasArea(caller: Caller): boolean {
  return caller.scope.some((limit) => limit.kind === 'region');
}

const DAYS_AHEAD = 31;
const plusDays = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
export const plusMonth = (text: string): string => {
  const at = new Date(`${text.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + 1);
  return at.toISOString().slice(0, 7);
};

/** What is owed now, what falls due in the next weeks, and whether the month is billed. */
async function moneyOf(caller: Caller) {
  const until = plusDays(caller.today, DAYS_AHEAD);
  const [now, later, bills] = await Promise.all([
    got(api.GET('/v1/arrears', { params: { query: { limit: 1 } } })),
    got(api.GET('/v1/arrears', { params: { query: { limit: 1, on: until } } })),
    may(caller, 'bills_make') ? got(api.GET('/v1/bills', { params: { query: { limit: 1, month: caller.today.slice(0, 7) } } })) : undefined,
  ]);
  return { on: now.on, overdue: now.open, payers: now.payers, until, soon: later.open - now.open, unbilled: bills?.items.length === 0 };
}

/** What the page asks for; a browser asks six at once, so that what may harm people stands first. */
const questions = (caller: Caller) => ({
  approvals: () => orNothing(true, () => got(api.GET('/v1/approvals', { params: { query: { state: 'proposed', limit: 50 } } }))),
  figures: () => orNothing(may(caller, 'figures_read') && hasArea(caller), () => got(api.GET('/v1/dashboard', { params: { query: ownArea(caller) ? { region: ownArea(caller) } : {} } }))),
  lists: () => orNothing(may(caller, 'lists_read'), () => got(api.GET('/v1/lists', { params: { query: { limit: 50 } } }))),
  money: () => orNothing(may(caller, 'bills_read'), () => moneyOf(caller)),
  open: () => orNothing(may(caller, 'claims_propose'), () => got(api.GET('/v1/claims', { params: { query: { only: 'open', limit: 200 } } }))),
  late: () => orNothing(may(caller, 'claims_propose'), () => got(api.GET('/v1/claims', { params: { query: { only: 'late', limit: 200 } } }))),
  rights: () => orNothing(may(caller, 'events_write'), () => got(api.GET('/v1/claims/waiting-rights'))),
  reviews: () => orNothing(may(caller, 'review_read'), () => got(api.GET('/v1/reviews', { params: { query: { limit: 1 } } }))),
  entries: () => orNothing(caller.role === 'village_officer', () => got(api.GET('/v1/entries', { params: { query: { limit: 1 } } }))),
  drafts: () => orNothing(may(caller, 'lists_write'), () => got(api.GET('/v1/uploads', { params: { query: { limit: 50 } } }))),
  decided: () => orNothing(true, () => got(api.GET('/v1/approvals', { params: { query: { limit: 20 } } }))),
  jobs: () => orNothing(may(caller, 'jobs_read'), () => got(api.GET('/v1/jobs', { params: { query: { limit: 6 } } }))),
});

type Questions = ReturnType<typeof questions>;
/** A part that is not there yet, refused or failed is absent. */
type Gathered = { [Name in keyof Questions]?: Awaited<ReturnType<Questions[Name]>> };

/** Each answer is told as it comes: nobody waits on a slow line for the last of them. */
async function gather(caller: Caller, tell: (soFar: Gathered) => void): Promise<Gathered> {
  const found: Record<string, unknown> = {};
  await Promise.all(
    Object.entries(questions(caller)).map(async ([name, ask]) => {
      const answer: unknown = await ask();
      if (answer === undefined) return;
      found[name] = answer;
      tell({ ...found });
    }),
  );
  return found;
}

/** What waits of each sender's lists, newest first: a whole list replaces what came before; a correction
 *  mends as many rows as it has at most, so that of an earlier list at least the others wait. */
function waitingRows(lists: Schemas['List'][]): { list: Schemas['List']; rows: number; newest: boolean }[] {
  const replaced = new Set<string>();
  const corrected = new Map<string, number>();
  return lists.flatMap((list) => {
    if (replaced.has(list.sender)) return [];
    const mended = corrected.get(list.sender);
    if (list.kind === 'next') replaced.add(list.sender);
    corrected.set(list.sender, (mended ?? 0) + list.rows);
    const rows = list.waiting - (mended ?? 0);
    return rows > 0 ? [{ list, rows, newest: mended === undefined }] : [];
  });
}

function tasksOf(data: Gathered, caller: Caller): Task[] {
  const say = words();
  const tasks: Task[] = [];
  const add = (text: string, href: string, tone: Task['tone']) => tasks.push({ text, href, tone });
  for (const { list, rows, newest } of may(caller, 'lists_write') ? waitingRows(data.lists?.items ?? []) : []) {
    add(fill(newest ? say.rows : say.rows_before, { count: number(rows), name: list.sender_name, file: list.file }), `/office/lists/${list.version}`, 'warn');
  }
  // Corrections are kept on the server: they can be gone on with at any machine.
  const begun = (data.drafts?.items ?? []).filter((each) => each.settings !== '' && each.undoable > 0);
  const [draft] = begun;
  if (draft) add(fill(say.drafts, { count: number(begun.length) }), begun.length === 1 ? `/office/lists/new/${draft.upload}/fix?${draft.settings}` : '/office/lists', 'warn');
  const unread = data.entries?.counts.waiting ?? 0;
  if (unread > 0) add(fill(say.entries, { count: number(unread) }), '/village', 'warn');
  const approvals = data.approvals?.items ?? [];
  if (approvals.length === 1) add(fill(say.approval, { kind: approvalKindName(approvals[0]?.kind ?? '') }), '/office/approvals', 'warn');
  if (approvals.length > 1) add(fill(say.approvals, { count: number(approvals.length) }), '/office/approvals', 'warn');
  const pairs = data.reviews?.open ?? 0;
  if (pairs > 0 && may(caller, 'review_propose')) add(fill(say.reviews, { count: number(pairs) }), '/office/duplicates', 'info');
  const late = data.late?.items.length ?? 0;
  const open = (data.open?.items.length ?? 0) - late;
  const { today } = caller;
  const age = (rows: { reported_on: string }[] | undefined) => {
    const days = Math.max(0, ...(rows ?? []).map((row) => Math.round((Date.parse(today) - Date.parse(row.reported_on)) / 86_400_000)));
    return days > 0 ? fill(say.oldest, { days: number(days) }) : '';
  };
  if (late > 0) add(fill(say.late, { count: number(late) }) + age(data.late?.items), '/office/claims?only=late', 'bad');
  if (open > 0) add(fill(say.claims_open, { count: number(open) }) + age(data.open?.items), '/office/claims', 'info');
  for (const [what, waiting, place, tone] of [
    ['families', data.rights?.unclaimed, '', 'bad'],
    ['treated', data.rights?.treated, '/treated', 'warn'],
    ['school_years', data.rights?.school_years, '/school-years', 'info'],
  ] as const) {
    if (waiting && waiting.count > 0) add(fill(say[what], { count: number(waiting.count) + (waiting.more ? '+' : '') }), `/office/claims/unclaimed${place}`, tone);
  }
  const stations = data.figures?.stations;
  if (stations) {
    const persons = may(caller, 'people_read');
    const to = (station: string) => (persons ? `/office/figures/people?station=${station}` : '/office/figures');
    const count = (station: 'waiting' | 'funded' | 'enrolled' | 'grace' | 'lapsed' | 'asked') => sum(stations, [station]) ?? 0;
    if (count('funded') > 0 && may(caller, 'enrol_propose')) add(fill(say.funded, { count: number(count('funded')) }), '/office/programme', 'info');
    if (count('waiting') > 0) add(fill(say.waiting, { count: number(count('waiting')) }), may(caller, 'programme_write') ? '/office/programme' : to('waiting'), 'info');
    if (count('enrolled') > 0) add(fill(say.unpaid, { count: number(count('enrolled')) }), to('enrolled'), 'warn');
    for (const [what, key] of [['lapses', 'lapsing'], ['payer_ends', 'payer_ends']] as const) {
      const next = data.figures?.falling[0];
      const people = next?.[key] ?? 0;
      if (!next || people === 0) continue;
      // Who lapses has a page of his own, with sum, payer and letter.
      const of = what === 'lapses' ? '/office/claims/unclaimed/lapsing' : `/office/figures/people?station=${encodeURIComponent('enrolled active grace lapsed')}&${what}=${next.month}`;
      const place = persons ? of : '/office/figures';
      add(fill(say[what], { count: number(people), month: month(next.month) }), place, 'bad');
    }
    if (count('grace') > 0) add(fill(say.grace, { count: number(count('grace')) }), to('grace'), 'bad');
    if (count('lapsed') > 0) add(fill(say.lapsed, { count: number(count('lapsed')) }), to('lapsed'), 'bad');
    if (count('asked') > 0) add(fill(say.asked, { count: number(count('asked')) }), to('asked'), 'info');
  }
  const money = data.money;
  if (money && money.overdue > 0) add(fill(caller.role === 'company_hr' ? say.own_overdue : say.overdue, { count: number(money.payers), amount: rupiah(money.overdue) }), '/office/arrears', 'bad');
  if (money && money.soon > 0) add(fill(say.due_soon, { day: day(money.until), amount: rupiah(money.soon) }), '/office/bills', 'warn');
  if (money?.unbilled) add(fill(say.to_bill, { month: month(money.on) }), '/office/bills', 'info');
  // What harms people if it is left stands first.
  const urgency = { bad: 0, warn: 1, info: 2, good: 3 };
  return tasks.sort((a, b) => urgency[a.tone] - urgency[b.tone]);
}

export default function Home() {
  const caller = useCaller();
  const say = words();
  const found: Loaded<Gathered> = useLoad<Gathered>(() => gather(caller, (soFar) => found.setData(soFar)), [caller.account]);
  const main = MAIN[caller.role];
  const figures = found.data?.figures;
  const target = figures?.series.find((each) => each.kind === 'target' && each.sector === null);
  const people = figures ? covered(figures.stations) : null;
  const tasks = found.data ? tasksOf(found.data, caller) : [];
  return (
    <Page
      title={say.title}
      lead={fill(say.hello, { name: caller.name }) + (figures ? ' ' + fill(say.today, { day: day(figures.as_of) }) + '.' : '')}
      actions={
        <>
          {main && <ButtonLink kind="main" href={main}>{(say as unknown as Record<string, string>)[`big_${caller.role}`] ?? say.open}</ButtonLink>}
          {caller.role === 'company_hr' && <ButtonLink href="/office/workers">{say.workers}</ButtonLink>}
        </>
      }
    >
      {people !== null && (
        <p class="headline">
          <strong>{number(people)}</strong> {say.covered.toLowerCase()}
          {target && ` ${fill(say.ofTarget, { of: number(target.of) })}`}
        </p>
      )}
      <div class="columns">
        <Card title={say.tasks}>
          {!found.loading && tasks.length === 0 && <Empty>{say.none}</Empty>}
          <ul class="tasks">
            {tasks.map((task) => (
              <li key={task.text}>
                <a href={task.href}>
                  <span>{task.text}</span>
                  <Badge tone={task.tone}>{say.open}</Badge>
                </a>
              </li>
            ))}
          </ul>
          {found.loading && <Loading />}
        </Card>
        {found.data && !found.loading && (found.data.jobs || found.data.lists || found.data.decided) && <Happened data={found.data} />}
      </div>
    </Page>
  );
}

function Happened({ data }: { data: Gathered }) {
  const say = words();
  const lists = (data.lists?.items ?? []).slice(0, 6).map((list) => ({
    at: list.received_at,
    text: fill(say.received, { file: list.file, accepted: number(list.accepted), waiting: number(list.waiting) }),
    href: `/office/lists/${list.version}`,
    badge: undefined,
  }));
  const jobs = (data.jobs?.items ?? []).map((job) => ({
    at: job.ended_at ?? job.created_at,
    text: `${jobName(job.kind)} (${job.by})`,
    href: undefined,
    badge: <Badge tone={jobTone(job.state)}>{jobStateName(job.state)}</Badge>,
  }));
  const decided = (data.decided?.items ?? []).filter((each) => each.state !== 'proposed').map((each) => ({
    at: each.decided ?? each.created,
    text: fill(say.decided, { kind: approvalKindName(each.kind), state: approvalStateName(each.state) }),
    href: '/office/approvals',
    badge: undefined,
  }));
  const all = [...lists, ...jobs, ...decided].sort((a, b) => b.at.localeCompare(a.at)).slice(0, 8);
  return (
    <Card title={say.happened}>
      {all.length === 0 && <Empty>{say.nothing}</Empty>}
      <ul class="timeline">
        {all.map((each) => (
          <li key={each.at + each.text}>
            <span class="hint">{moment(each.at)}</span> {each.href ? <a href={each.href}>{each.text}</a> : each.text} {each.badge}
          </li>
        ))}
      </ul>
    </Card>
  );
}
