// The programmes: how many workers there are and should be covered, who pays out of what, and the
// steps from a list to members.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, ButtonLink, Card, Empty, Loading, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { JobProgress } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { useRegionNames } from '../../kit/regions';
import { SmallTable } from '../../kit/table';
import { actionsName, payerKindName, sectorName } from '../../kit/terms';
import { BudgetDialog } from './budget_form';
import { day, month, number, rupiah } from '../../format';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Program',
    lead: 'Berapa pekerja yang ada, berapa yang harus terlindungi, siapa yang membayar, dan langkah dari daftar menjadi peserta.',
    scheme: 'Program',
    none: 'Belum ada program. Buat yang pertama dengan tombol Program baru.',
    plan: 'Buka perencana',
    budgets: 'Pembayar dan anggaran',
    payer: 'Pembayar',
    kind: 'Jenis',
    period: 'Masa',
    limit: 'Batas',
    people: '{n} orang',
    noLimit: 'tanpa batas',
    showAll: 'Tampilkan semua {n}',
    source: 'Sumber',
    potential: 'Potensi dan sasaran',
    series: 'Deret',
    year: 'Tahun',
    region: 'Wilayah',
    sector: 'Kelompok',
    workers: 'Pekerja',
    more: 'Menampilkan {n} dari {all} baris; selengkapnya pada halaman Capaian.',
    potentialNone: 'Belum ada angka potensi atau sasaran.',
    kind_potential: 'Potensi',
    kind_target: 'Sasaran',
    kind_reached: 'Angka terbitan',
    mark_published: 'diterbitkan',
    mark_derived: 'dihitung',
    mark_assumed: 'andaian',
    steps: 'Langkah',
    decide: 'Nilai kelayakan semua orang',
    allocate: 'Bagi anggaran program',
    enrol: 'Daftarkan yang sudah punya pembayar',
    newest: 'Pembagian terakhir',
    paid: 'Punya pembayar',
    waiting: 'Menunggu',
    unfundable: 'Tidak ada anggaran yang boleh membayar',
    of: 'Dibagi {on}, mulai {from}',
    noAllocation: 'Belum pernah dibagi.',
    second: 'Menunggu orang kedua. Ia menemukannya di halaman Persetujuan.',
    area: 'Wilayah',
    programmes: 'Jaminan',
    file: 'Versi',
    fileOf: '{v}, berkas {name}',
    addBudget: 'Tambah anggaran',
    change: 'Ubah',
    budgetSaved: 'Anggaran tersimpan sebagai versi berikutnya dari program ini.',
    fillIn: 'Isi potensi dan sasaran',
    newScheme: 'Program baru',
  },
  {
    title: 'Programme',
    lead: 'How many workers there are, how many should be covered, who pays, and the steps from a list to members.',
    scheme: 'Programme',
    none: 'There is no programme yet. Make the first one with the button New programme.',
    plan: 'Open the planner',
    budgets: 'Payers and budgets',
    payer: 'Payer',
    kind: 'Kind',
    period: 'Period',
    limit: 'Limit',
    people: '{n} people',
    noLimit: 'no limit',
    showAll: 'Show all {n}',
    source: 'Source',
    potential: 'Potential and targets',
    series: 'Series',
    year: 'Year',
    region: 'Region',
    sector: 'Group',
    workers: 'Workers',
    more: 'Showing {n} of {all} rows; all of them are on the page Figures.',
    potentialNone: 'There are no figures of potential or targets yet.',
    kind_potential: 'Potential',
    kind_target: 'Target',
    kind_reached: 'Published count',
    mark_published: 'published',
    mark_derived: 'derived',
    mark_assumed: 'assumed',
    steps: 'Steps',
    decide: 'Decide who may be covered',
    allocate: 'Allocate the programme’s budgets',
    enrol: 'Enrol those who have a payer',
    newest: 'Newest allocation',
    paid: 'Have a payer',
    waiting: 'Waiting',
    unfundable: 'No budget may pay for them',
    of: 'Allocated {on}, from {from}',
    noAllocation: 'Never allocated yet.',
    second: 'Waits for a second person, who finds it on the page Approvals.',
    area: 'Area',
    programmes: 'Cover',
    file: 'Version',
    fileOf: '{v}, file {name}',
    addBudget: 'Add a budget',
    change: 'Change',
    budgetSaved: 'The budget is kept as the next version of this programme.',
    fillIn: 'Fill in potential and targets',
    newScheme: 'New programme',
  },
);

/** "2025-01/2026-01" -> "Januari 2025 – Desember 2025" */
export function span(period: string): string {
  const [from = '', until = ''] = period.split('/');
  const [year, at] = until.split('-').map(Number);
  if (!year || !at) return period;
  const last = at === 1 ? `${year - 1}-12` : `${year}-${String(at - 1).padStart(2, '0')}`;
  return `${month(from)} – ${month(last)}`;
}

type Budget = Schemas['Budget'];

const FEW = 10;

function Budgets({ scheme: chosen, onSaved }: { scheme: Schemas['Scheme']; onSaved: () => void }) {
  const said = words();
  const caller = useCaller();
  const scheme = chosen.code;
  const [whole, setWhole] = useState(false);
  const [edited, setEdited] = useState<Budget | 'new'>();
  const [saved, setSaved] = useState(false);
  const writes = may(caller, 'programme_write');
  const loaded = useLoad(() => got(api.GET('/v1/schemes/{scheme}/budgets', { params: { path: { scheme } } })), [scheme]);
  if (loaded.problem) return <Trouble problem={loaded.problem} retry={loaded.reload} />;
  if (!loaded.data) return <Loading />;
  const all = loaded.data.items;
  const limit = (budget: Budget) =>
    [budget.amount !== undefined ? rupiah(budget.amount) : '', budget.heads_max !== undefined ? fill(said.people, { n: number(budget.heads_max) }) : '']
      .filter(Boolean)
      .join(' · ') || said.noLimit;
  return (
    <Card title={said.budgets} actions={writes && <Button onClick={() => setEdited('new')}>{said.addBudget}</Button>}>
      {saved && <Notice tone="good">{said.budgetSaved}</Notice>}
      <BudgetDialog
        scheme={chosen}
        budgets={all}
        budget={edited === 'new' ? undefined : edited}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        onSaved={() => {
          setSaved(true);
          setWhole(true);
          loaded.reload();
          onSaved();
        }}
      />
      <SmallTable
        caption={said.budgets}
        hideCaption
        rows={whole ? all : all.slice(0, FEW)}
        rowKey={(row) => row.code}
        columns={[
          { key: 'name', name: said.payer, form: 'wide', cell: (row) => <span title={row.code}>{row.name}{all.some((other) => other !== row && other.name === row.name) && <> <code class="hint">{row.code}</code></>} <span class="hint">{payerKindName(row.kind)}</span></span> },
          { key: 'limit', name: said.limit, numeric: true, cell: limit },
          { key: 'period', name: said.period, cell: (row) => span(row.period) },
          { key: 'source', name: said.source, form: 'wide', cell: (row) => row.source },
          ...(writes ? [{ key: 'change', name: actionsName(), cell: (row: Budget) => <Button kind="quiet" aria-label={`${said.change}: ${row.name} (${row.code})`} onClick={() => setEdited(row)}>{said.change}</Button> }] : []),
        ]}
      />
      {all.length > FEW && !whole && <Button onClick={() => setWhole(true)}>{fill(said.showAll, { n: number(all.length) })}</Button>}
    </Card>
  );
}

const SHOWN = 60;

function Potential({ scheme }: { scheme: string }) {
  const said = words();
  const caller = useCaller();
  const allowed = may(caller, 'figures_read');
  const loaded = useLoad(async () => (allowed ? got(api.GET('/v1/potential')) : { items: [] }), []);
  const regions = useRegionNames([...new Set((loaded.data?.items ?? []).map((row) => row.region))]);
  if (!allowed) return null;
  if (loaded.problem) return <Trouble problem={loaded.problem} retry={loaded.reload} />;
  if (!loaded.data) return <Loading />;
  const items = loaded.data.items;
  const edit = may(caller, 'programme_write') && <ButtonLink href={`/office/programme/${encodeURIComponent(scheme)}/targets`}>{said.fillIn}</ButtonLink>;
  if (items.length === 0) return <Card title={said.potential} actions={edit}><Empty>{said.potentialNone}</Empty></Card>;
  return (
    <Card title={said.potential} actions={edit}>
      <SmallTable
        caption={said.potential}
        hideCaption
        rows={items.slice(0, SHOWN)}
        rowKey={(_, at) => at}
        columns={[
          { key: 'series', name: said.series, cell: (row) => <>{said[`kind_${row.kind}` as 'kind_target'] ?? row.kind}: {row.title}</> },
          { key: 'year', name: said.year, numeric: true, cell: (row) => String(row.year) },
          { key: 'region', name: said.region, cell: (row) => regions(row.region) },
          { key: 'sector', name: said.sector, cell: (row) => (row.sector ? sectorName(row.sector) : row.segment) },
          { key: 'people', name: said.workers, numeric: true, cell: (row) => number(row.people) },
          { key: 'source', name: said.source, cell: (row) => <>{row.source} {row.mark && <Badge tone="none">{said[`mark_${row.mark}` as 'mark_assumed'] ?? row.mark}</Badge>}</> },
        ]}
      />
      {items.length > SHOWN && <p class="hint">{fill(said.more, { n: number(SHOWN), all: number(items.length) })}</p>}
    </Card>
  );
}

function Steps({ scheme }: { scheme: string }) {
  const said = words();
  const caller = useCaller();
  const [job, setJob] = useState<{ id: string; name: string }>();
  const [waits, setWaits] = useState(false);
  const newest = useLoad(async () => {
    const answer = await api.GET('/v1/schemes/{scheme}/allocation', { params: { path: { scheme } } });
    return answer.response.status === 404 ? null : got(Promise.resolve(answer));
  }, [scheme]);
  const act = useAction(async (what: 'eligibility-runs' | 'allocations' | 'enrolments', name: string) => {
    setWaits(false);
    setJob(undefined);
    const params = { params: { path: { scheme } } };
    const answer =
      what === 'eligibility-runs'
        ? await got(api.POST('/v1/schemes/{scheme}/eligibility-runs', { ...params, body: {} }))
        : what === 'allocations'
          ? await got(api.POST('/v1/schemes/{scheme}/allocations', { ...params, body: {} }))
          : await got(api.POST('/v1/schemes/{scheme}/enrolments', { ...params, body: {} }));
    if ('approval' in answer) setWaits(true);
    else setJob({ id: answer.id, name });
  });
  const run = newest.data;
  return (
    <Card title={said.newest}>
      {run ? (
        <>
          <div class="stats">
            <Stat label={said.paid} value={run.paid} />
            <Stat label={said.waiting} value={run.waiting} />
            <Stat label={said.unfundable} value={run.unfundable} />
          </div>
          <p class="hint">{fill(said.of, { on: day(run.allocated_on), from: month(run.from) })}</p>
        </>
      ) : (
        newest.data === null && <Empty>{said.noAllocation}</Empty>
      )}
      <Trouble problem={newest.problem ?? act.problem} />
      {may(caller, 'programme_write') && (
        <div class="actions">
          <Button busy={act.busy} onClick={() => void act.run('eligibility-runs', said.decide)}>1. {said.decide}</Button>
          <Button busy={act.busy} onClick={() => void act.run('allocations', said.allocate)}>2. {said.allocate}</Button>
          <Button busy={act.busy} onClick={() => void act.run('enrolments', said.enrol)}>3. {said.enrol}</Button>
        </div>
      )}
      {waits && <Notice tone="info">{said.second}</Notice>}
      {job && <JobProgress key={job.id} id={job.id} name={job.name} mayStop onEnd={newest.reload} />}
    </Card>
  );
}

export default function Programme({ query }: PageProps) {
  const said = words();
  const caller = useCaller();
  const loaded = useLoad(() => got(api.GET('/v1/schemes')), []);
  const schemes = loaded.data?.items ?? [];
  const chosen = schemes.find((each) => each.code === query.get('scheme')) ?? schemes[schemes.length - 1];
  const regions = useRegionNames(chosen ? [chosen.area] : []);
  return (
    <Page
      title={said.title}
      lead={said.lead}
      actions={
        <>
          {may(caller, 'programme_write') && <ButtonLink href="/office/programme/new">{said.newScheme}</ButtonLink>}
          {chosen && <ButtonLink kind="main" href={`/office/programme/${encodeURIComponent(chosen.code)}/planner`}>{said.plan}</ButtonLink>}
        </>
      }
    >
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && !chosen && <Empty>{said.none}</Empty>}
      {chosen && (
        <>
          <Card>
            <div class="fields">
              <SelectField
                label={said.scheme}
                value={chosen.code}
                onValue={(scheme) => setQuery({ scheme })}
                options={schemes.map((each) => [each.code, each.name] as const)}
              />
              <dl class="facts">
                <dt>{said.area}</dt><dd>{regions(chosen.area)}</dd>
                <dt>{said.period}</dt><dd>{span(chosen.period)}</dd>
                <dt>{said.programmes}</dt><dd>{chosen.programmes}</dd>
                <dt>{said.file}</dt><dd>{fill(said.fileOf, { v: chosen.version, name: chosen.file_name })}</dd>
              </dl>
            </div>
          </Card>
          <Steps scheme={chosen.code} />
          <Potential scheme={chosen.code} />
          <Budgets scheme={chosen} onSaved={loaded.reload} />
        </>
      )}
    </Page>
  );
}
