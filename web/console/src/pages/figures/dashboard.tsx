// Coverage against potential and target, seen from an area, a sector, a payer and a day. The address
// holds what is looked at, so that a view can be shared, saved and printed.
import { useMemo } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, moment, month, number, percent, rupiah } from '../../format';
import { ButtonLink, Button, Card, Empty, Explain, Loading, Notice, Page, Stat, Trouble, type About } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { SmallTable } from '../../kit/table';
import { payerKindName, SECTORS, sectorName } from '../../kit/terms';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { covered, eligible, shareOf, sum } from './counts';
import { AreaFigure, FunnelFigure, MonthFigure, SectorFigure } from './drawn';
import { SavedViews } from './saved';
import { words } from './words';

export type Dashboard = Schemas['Dashboard'];

/** What the address asks for, with one part changed. */
export function linkTo(query: URLSearchParams, path: string, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return path + (text ? '?' + text : '');
}

export function peopleLink(query: URLSearchParams, region: string, stations: readonly string[], more: Record<string, string> = {}): string {
  const next = new URLSearchParams(query);
  if (region) next.set('region', region);
  next.set('station', stations.join(' '));
  for (const [name, value] of Object.entries(more)) next.set(name, value);
  return '/office/figures/people?' + next.toString();
}

const asked = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

export default function DashboardPage({ query }: PageProps) {
  const caller = useCaller();
  const say = words();
  const side = { scheme: asked(query, 'scheme'), region: asked(query, 'region'), sector: asked(query, 'sector'), payer: asked(query, 'payer'), as_of: asked(query, 'as_of') };
  const found = useLoad(() => got(api.GET('/v1/dashboard', { params: { query: side } })), [JSON.stringify(side)]);
  const data = found.data;
  if (found.problem && !data) {
    const none = found.problem.status === 404;
    return (
      <Page title={say.title}>
        {none ? <Empty>{say.none}</Empty> : <Trouble problem={found.problem} retry={found.reload} />}
      </Page>
    );
  }
  if (!data) return <Page title={say.title}><Loading /></Page>;
  const persons = may(caller, 'people_read');
  return (
    <Page
      title={`${say.title}: ${data.name}`}
      lead={fill(say.lead, { scheme: data.scheme.title, day: day(data.as_of), at: moment(data.generated_at) })}
      actions={
        <>
          <Button onClick={() => print()}>{say.print}</Button>
          {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
            <ButtonLink key={format} href={linkTo(query, '/v1/dashboard/file', { format, region: data.region })} download>{format.toUpperCase()}</ButtonLink>
          ))}
          {may(caller, 'exports_read') && data.money && (
            <ButtonLink href={linkTo(query, '/v1/report/file', { format: 'xlsx', region: data.region, sector: null, payer: null })} download>{say.workbook}</ButtonLink>
          )}
        </>
      }
    >
      <Trouble problem={found.problem} />
      <Filters data={data} query={query} />
      {data.hidden > 0 && <Notice>{fill(say.hiddenNote, { count: number(data.hidden), least: data.cell_min })}</Notice>}
      <Totals data={data} query={query} persons={persons} />
      <div class="columns charts">
        <AreaFigure data={data} query={query} persons={persons} />
        <MonthFigure data={data} query={query} />
      </div>
      <Falling data={data} query={query} persons={persons} />
      <Gaps data={data} query={query} persons={persons} />
      <div class="columns charts">
        <SectorFigure data={data} query={query} persons={persons} />
        <FunnelFigure data={data} query={query} persons={persons} />
      </div>
      <div id="series"><Series data={data} query={query} persons={persons} /></div>
      {data.payers && data.payers.length > 0 && <Payers payers={data.payers} query={query} region={data.region} persons={persons} about={aboutOf(data, query, 'payers')} />}
      {data.senders && data.senders.length > 0 && <Senders senders={data.senders} />}
      <SavedViews query={query} />
    </Page>
  );
}

/** Every figure is of a day and of some people; what it means and rests on is its own. */
export function aboutOf(data: Dashboard, query: URLSearchParams, key: string): About {
  const say = words() as unknown as Record<string, string>;
  const payer = (data.payers ?? []).find((each) => each.code === query.get('payer'));
  const filter = [data.name, query.get('sector') ? sectorName(query.get('sector') ?? '') : '', payer?.name ?? query.get('payer') ?? ''].filter(Boolean).join(' · ');
  return { definition: say[`def_${key}`] ?? '', day: `${day(data.as_of)} (${moment(data.generated_at)})`, filter, source: say[`src_${key}`] ?? say['src_people'] ?? '' };
}

/** What the next months take away if nobody acts: early enough to act. */
function Falling({ data, query, persons }: { data: Dashboard; query: URLSearchParams; persons: boolean }) {
  const say = words();
  const lines = data.falling.filter((each) => each.lapsing !== 0 || each.payer_ends !== 0);
  const shown = (count: number | null, stations: string[], more: Record<string, string>) => {
    if (count === null) return say.hiddenCell;
    return persons && count > 0 ? <a href={peopleLink(query, data.region, stations, more)}>{number(count)}</a> : number(count);
  };
  return (
    <Card title={say.falling}>
      {lines.length === 0 ? <Empty>{say.fallingNone}</Empty> : (
        <SmallTable
          caption={say.falling}
          hideCaption
          rows={lines}
          rowKey={(row) => row.month}
          columns={[
            { key: 'month', name: say.month, cell: (row) => month(row.month) },
            { key: 'lapsing', name: say.lapsing, numeric: true, cell: (row) => shown(row.lapsing, ['active', 'grace'], { lapses: row.month }) },
            { key: 'ends', name: say.payerEndsColumn, numeric: true, cell: (row) => shown(row.payer_ends, ['enrolled', 'active', 'grace', 'lapsed'], { payer_ends: row.month }) },
          ]}
        />
      )}
      <Explain about={aboutOf(data, query, 'falling')} of={say.falling} />
    </Card>
  );
}

function Filters({ data, query }: { data: Dashboard; query: URLSearchParams }) {
  const say = words();
  const payers = useMemo(() => (data.payers ?? []).map((payer) => [payer.code, payer.name] as const), [data.payers]);
  return (
    <Card>
      <nav aria-label={say.region}>
        <ul class="crumbs">
          {data.path.map((part, at) => (
            <li key={part.region}>
              {at === data.path.length - 1 ? <strong aria-current="page">{part.name}</strong> : <a href={linkTo(query, '/office/figures', { region: part.region })}>{part.name}</a>}
            </li>
          ))}
        </ul>
      </nav>
      <div class="fields">
        {data.schemes.length > 1 && <SelectField label={say.scheme} value={data.scheme.code} onValue={(scheme) => setQuery({ scheme })} options={data.schemes.map((each) => [each.code, each.title] as const)} />}
        <SelectField label={say.sector} value={query.get('sector') ?? ''} onValue={(sector) => setQuery({ sector })} options={[['', say.all], ...SECTORS.map((key) => [key, sectorName(key)] as const)]} />
        {payers.length > 0 && <SelectField label={say.payer} value={query.get('payer') ?? ''} onValue={(payer) => setQuery({ payer })} options={[['', say.all], ...payers]} />}
        <TextField label={say.day} type="date" value={query.get('as_of') ?? data.as_of} onValue={(as_of) => as_of && setQuery({ as_of })} />
      </div>
    </Card>
  );
}

function Totals({ data, query, persons }: { data: Dashboard; query: URLSearchParams; persons: boolean }) {
  const say = words();
  const people = covered(data.stations);
  const may_be = eligible(data.stations);
  const whole = data.series.filter((each) => each.region === data.region && each.sector === (query.get('sector') || null) && each.segment !== 'PU');
  const target = whole.find((each) => each.kind === 'target');
  // Of several counts of how many workers there are, the widest: the others are parts of it.
  const potential = whole.filter((each) => each.kind === 'potential').sort((a, b) => b.of - a.of)[0];
  const shown = (count: number | null) => (count === null ? say.hiddenCell : number(count));
  const href = (stations: string[]) => (persons ? peopleLink(query, data.region, stations) : undefined);
  return (
    <div class="stats">
      <Stat
        label={say.covered}
        value={shown(people)}
        {...(target ? { share: (people ?? 0) / target.of } : {})}
        note={target ? fill(say.ofTarget, { share: percent(shareOf(people, target.of) ?? 0), of: number(target.of) }) : say.noTarget}
        href={href(['active', 'grace'])}
        about={aboutOf(data, query, 'covered')}
      />
      <Stat label={say.eligible} value={shown(may_be)} href={href(['active', 'grace', 'lapsed', 'ended', 'enrolled', 'funded', 'waiting'])} note={`${say.listed}: ${shown(data.stations.listed)}`} about={aboutOf(data, query, 'eligible')} />
      <Stat label={say.waiting} value={shown(sum(data.stations, ['waiting', 'funded', 'enrolled']))} href={href(['waiting', 'funded', 'enrolled'])} about={aboutOf(data, query, 'waiting')} />
      <Stat label={say.lapsed} value={shown(sum(data.stations, ['grace', 'lapsed']))} href={href(['grace', 'lapsed'])} about={aboutOf(data, query, 'lapsed')} />
      {potential && (
        <Stat label={say.potential} value={number(potential.of)} note={fill(say.ofPotential, { share: percent(shareOf(potential.people, potential.of) ?? 0), people: shown(potential.people), title: potential.title, source: potential.source })} href="#series" about={{ ...aboutOf(data, query, 'potential'), source: potential.source }} />
      )}
      {data.money && <Stat label={say.money} value={rupiah(data.money.billed)} note={fill(say.received, { amount: rupiah(data.money.received) })} href="/office/bills" about={aboutOf(data, query, 'money')} />}
    </div>
  );
}

function Gaps({ data, query, persons }: { data: Dashboard; query: URLSearchParams; persons: boolean }) {
  const say = words();
  const said = useSaid();
  const text = (gap: Dashboard['gaps'][number]) =>
    fill((say as unknown as Record<string, string>)[`gap_${gap.station}`] ?? '{count}', {
      count: number(gap.people),
      sector: gap.sector ? sectorName(gap.sector).toLowerCase() : say.worker,
      area: gap.name || say.rest,
      reason: said(gap.reason),
    });
  return (
    <Card title={say.gaps}>
      {data.gaps.length === 0 && <Empty>{say.gapNone}</Empty>}
      <ul class="tasks">
        {data.gaps.slice(0, 8).map((gap) => (
          <li key={gap.region + gap.sector + gap.station + gap.reason}>
            {persons ? (
              <a href={peopleLink(query, gap.region, [gap.station], { ...(gap.reason ? { reason: gap.reason } : {}), ...(gap.sector ? { sector: gap.sector } : {}) })}>{text(gap)}</a>
            ) : (
              text(gap)
            )}
          </li>
        ))}
      </ul>
      <Explain about={aboutOf(data, query, 'gaps')} of={say.gaps} />
    </Card>
  );
}

function Series({ data, query, persons }: { data: Dashboard; query: URLSearchParams; persons: boolean }) {
  const say = words();
  const names = say as unknown as Record<string, string>;
  return (
    <Card title={say.series}>
      {data.series.length === 0 ? <p class="hint">{say.seriesNone}</p> : (
        <SmallTable
          caption={say.series}
          hideCaption
          rows={data.series}
          rowKey={(row) => row.series + row.region + row.sector + row.segment}
          columns={[
            { key: 'figure', name: say.figure, cell: (row) => `${names[`kind_${row.kind}`] ?? row.kind}: ${row.title}` },
            { key: 'of_what', name: say.area, cell: (row) => (row.sector ? sectorName(row.sector) : row.name) + (row.segment ? ` (${row.segment})` : '') },
            { key: 'year', name: say.year, numeric: true, cell: (row) => row.year },
            { key: 'people', name: say.covered, numeric: true, cell: (row) => (row.people === null ? say.hiddenCell : persons && row.counted === 'covered' ? <a href={peopleLink(query, row.region, ['active', 'grace'], row.sector ? { sector: row.sector } : {})}>{number(row.people)}</a> : number(row.people)) },
            { key: 'of', name: say.of, numeric: true, cell: (row) => number(row.of) },
            { key: 'share', name: say.share, numeric: true, cell: (row) => (row.people === null ? '–' : percent(row.people / row.of)) },
            { key: 'source', name: say.source, cell: (row) => `${row.source} (${names[`mark_${row.mark}`] ?? row.mark})` },
          ]}
        />
      )}
      <Explain about={aboutOf(data, query, 'series')} of={say.series} />
      <h3>{say.segments}</h3>
      <SmallTable
        caption={say.segments}
        hideCaption
        rows={[
          { name: say.ours, people: covered(data.stations), href: persons ? peopleLink(query, data.region, ['active', 'grace']) : undefined },
          { name: say.bpu, people: data.members.member_bpu, href: undefined },
          { name: say.pu, people: data.members.member_pu, href: undefined },
          { name: say.insured, people: data.members.insured, href: undefined },
        ]}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', name: say.segment, cell: (row) => row.name },
          { key: 'people', name: say.people, numeric: true, cell: (row) => (row.people === null ? say.hiddenCell : row.href ? <a href={row.href}>{number(row.people)}</a> : number(row.people)) },
        ]}
      />
      <Explain about={aboutOf(data, query, 'segments')} of={say.segments} />
    </Card>
  );
}

function Payers({ payers, query, region, persons, about }: { payers: NonNullable<Dashboard['payers']>; query: URLSearchParams; region: string; persons: boolean; about: About }) {
  const say = words();
  return (
    <Card title={say.payers}>
      <SmallTable
        caption={say.payers}
        hideCaption
        rows={payers.filter((payer) => payer.covered > 0 || payer.billed > 0 || payer.budget !== null).sort((a, b) => b.covered - a.covered).slice(0, 30)}
        rowKey={(row) => row.code}
        columns={[
          { key: 'name', name: say.payer, form: 'wide', cell: (row) => <><a href={linkTo(query, '/office/figures', { payer: row.code })}>{row.name}</a> <span class="hint">{payerKindName(row.kind)}{row.budget !== null && `, ${say.budget.toLowerCase()} ${rupiah(row.budget)}`}</span></> },
          { key: 'covered', name: say.covered, numeric: true, cell: (row) => (persons ? <a href={peopleLink(query, region, ['active', 'grace'], { payer: row.code })}>{number(row.covered)}</a> : number(row.covered)) },
          { key: 'billed', name: say.billed, numeric: true, cell: (row) => <a href={`/office/bills?payer=${encodeURIComponent(row.code)}`}>{rupiah(row.billed)}</a> },
          { key: 'received', name: say.paidMoney, numeric: true, cell: (row) => rupiah(row.received) },
          { key: 'open', name: say.open, numeric: true, cell: (row) => rupiah(row.open) },
        ]}
      />
      <Explain about={about} of={say.payers} />
    </Card>
  );
}

function Senders({ senders }: { senders: NonNullable<Dashboard['senders']> }) {
  const say = words();
  return (
    <Card title={say.senders} actions={<a href="/office/lists/quality">{say.sendersMore}</a>}>
      <SmallTable
        caption={say.senders}
        hideCaption
        rows={[...senders].sort((a, b) => a.accepted / a.rows - b.accepted / b.rows)}
        rowKey={(row) => row.code}
        columns={[
          { key: 'name', name: say.sender, cell: (row) => <a href={`/office/lists/quality?sender=${encodeURIComponent(row.code)}`}>{row.name}</a> },
          { key: 'rows', name: say.rows, numeric: true, cell: (row) => number(row.rows) },
          { key: 'accepted', name: say.accepted, numeric: true, cell: (row) => percent(row.rows > 0 ? row.accepted / row.rows : 0) },
          { key: 'errors', name: say.errors, numeric: true, cell: (row) => <a href={`/office/lists?sender=${encodeURIComponent(row.code)}`}>{number(row.waiting)}</a> },
          { key: 'warnings', name: say.warnings, numeric: true, cell: (row) => number(row.warnings) },
          { key: 'persons', name: say.persons, numeric: true, cell: (row) => number(row.persons) },
        ]}
      />
    </Card>
  );
}

