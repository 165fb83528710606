// The drawings of the dashboard: areas on a map, months with what is expected, sectors, the way.
import { month, number, percent, shortMonth } from '../../format';
import { Badge, Empty } from '../../kit/basics';
import { BarChart, Figure, LineChart } from '../../kit/charts';
import { AreaMap, useMap } from '../../kit/map';
import { SmallTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import { fill } from '../../words';
import { covered, ELIGIBLE, eligible, ENROLLED, FUNDED, shareOf, sum, type Station } from './counts';
import { may, useCaller } from '../../session';
import { aboutOf, linkTo, peopleLink, type Dashboard } from './dashboard';
import { stationName, words } from './words';

interface Side {
  data: Dashboard;
  query: URLSearchParams;
  persons: boolean;
}

export function AreaFigure({ data, query, persons }: Side) {
  const say = words();
  const map = useMap(data.region);
  const hidden = say.hiddenCell;
  const lines = data.parts.map((part) => {
    const people = covered(part.stations);
    const whole = eligible(part.stations);
    const share = shareOf(people, whole);
    const name = part.rest ? say.rest : part.name;
    return { part, people, whole, share, name };
  });
  const href = (line: (typeof lines)[number]): string | undefined => {
    if (line.part.rest) return undefined;
    if (data.part_level !== 'village') return linkTo(query, '/office/figures', { region: line.part.region });
    return persons ? peopleLink(query, line.part.region, ['active', 'grace']) : undefined;
  };
  const counted = (row: (typeof lines)[number], people: number | null, stations: readonly string[]) => {
    if (people === null) return hidden;
    return persons && !row.part.rest && people > 0 ? <a href={peopleLink(query, row.part.region, stations)}>{number(people)}</a> : number(people);
  };
  const names = say as unknown as Record<string, string>;
  const table = (
    <SmallTable
      caption={say.parts}
      hideCaption
      rows={lines}
      rowKey={(row) => row.part.region + (row.part.rest ? '*' : '')}
      columns={[
        { key: 'name', name: say.area, cell: (row) => { const to = href(row); return to ? <a href={to}>{row.name}</a> : row.name; } },
        { key: 'covered', name: say.covered, numeric: true, cell: (row) => counted(row, row.people, ['active', 'grace']) },
        { key: 'eligible', name: say.eligible, numeric: true, cell: (row) => counted(row, row.whole, ELIGIBLE) },
        { key: 'share', name: say.share, numeric: true, cell: (row) => (row.share === null ? '–' : percent(row.share)) },
        { key: 'target', name: say.target, numeric: true, cell: (row) => (row.part.target === null ? '–' : number(row.part.target)) },
        { key: 'rank', name: say.rank, numeric: true, cell: (row) => row.part.rank ?? '–' },
        {
          key: 'standing', name: say.standing,
          cell: (row) => <Badge tone={row.part.standing === 'above' ? 'good' : row.part.standing === 'below' ? 'warn' : 'none'}>{names[row.part.standing] ?? ''}</Badge>,
        },
      ]}
    />
  );
  const areas = lines.map((line) => {
    const to = href(line);
    return {
      region: line.part.region,
      name: line.name,
      share: line.share,
      said: `${line.name}: ${line.people === null ? hidden : number(line.people)} / ${line.whole === null ? hidden : number(line.whole)}${line.share === null ? '' : `, ${percent(line.share)}`}`,
      ...(to ? { href: to } : {}),
    };
  });
  const drawing = map ? (
    <AreaMap label={say.map} map={map} areas={areas} legend={say.map} none={say.mapNone} />
  ) : (
    <>
      <p class="hint">{say.noMap}</p>
      {table}
    </>
  );
  return (
    <Figure
      title={map ? say.map : say.parts}
      name={`payung-${data.region || 'id'}`}
      picture={map !== null}
      drawing={drawing}
      table={table}
      note={say.rankNote}
      about={aboutOf(data, query, 'map')}
      csv={() => [
        ['kode', say.area, say.covered, say.eligible, say.target, say.potential, say.rank],
        ...lines.map((line) => [line.part.region, line.name, line.people, line.whole, line.part.target, line.part.potential, line.part.rank]),
      ]}
    />
  );
}

export function MonthFigure({ data, query }: { data: Dashboard; query: URLSearchParams }) {
  const say = words();
  const bills = may(useCaller(), 'bills_read');
  const target = data.series.find((each) => each.kind === 'target' && each.region === data.region && each.sector === null)?.of;
  const labels = [...data.months.map((each) => each.month), ...data.ahead.map((each) => each.month)];
  const last = data.months[data.months.length - 1];
  const past = data.months.map((each) => each.people);
  const ahead = data.ahead.map((each) => each.middle as number | null);
  const end = data.ahead[data.ahead.length - 1];
  const anchor = last?.people ?? null;
  const band = [
    ...data.months.map((each, at) => (at === data.months.length - 1 && each.people !== null && data.ahead.length > 0 ? { low: each.people, high: each.people } : null)),
    ...data.ahead.map((each) => ({ low: each.low, high: each.high })),
  ];
  // A target far above everything else would press the line flat: it is then said, not drawn.
  const drawn = target !== undefined && anchor !== null && target < anchor * 4;
  const drawing = labels.length === 0 ? <Empty>{say.noAhead}</Empty> : (
    <LineChart
      label={`${say.months}: ${data.months.map((each) => `${shortMonth(each.month)} ${each.people ?? ''}`).join(', ')}`}
      labels={labels.map(shortMonth)}
      shown={number}
      band={band}
      lines={[
        { name: say.paid, style: 'main', values: [...past, ...ahead.map(() => null)] },
        ...(data.ahead.length > 0 ? [{ name: say.expectedLine, style: 'dashed' as const, values: [...past.slice(0, -1).map(() => null), anchor, ...ahead] }] : []),
        ...(drawn ? [{ name: say.targetLine, style: 'target' as const, values: labels.map(() => target ?? null) }] : []),
      ]}
    />
  );
  return (
    <Figure
      title={say.months}
      name="payung-months"
      picture
      about={aboutOf(data, query, 'months')}
      drawing={drawing}
      note={
        <>
          {end ? fill(say.aheadNote, { month: month(end.month), middle: number(end.middle), low: number(end.low), high: number(end.high) }) : say.noAhead}
          {target !== undefined && ` ${say.targetLine}: ${number(target)}.`}
        </>
      }
      csv={() => [[say.month, say.people, say.low, say.high], ...data.months.map((each) => [each.month, each.people, null, null]), ...data.ahead.map((each) => [each.month, each.middle, each.low, each.high])]}
      table={
        <SmallTable
          caption={say.months}
          hideCaption
          rows={[...data.months.map((each) => ({ ...each, low: null as number | null, high: null as number | null })), ...data.ahead.map((each) => ({ month: each.month, people: each.middle, low: each.low as number | null, high: each.high as number | null }))]}
          rowKey={(row) => row.month}
          columns={[
            { key: 'month', name: say.month, cell: (row) => (bills && row.low === null ? <a href={`/office/bills?month=${row.month}`}>{month(row.month)}</a> : month(row.month)) },
            { key: 'people', name: say.people, numeric: true, cell: (row) => (row.people === null ? say.hiddenCell : number(row.people)) },
            { key: 'low', name: say.low, numeric: true, cell: (row) => (row.low === null ? '–' : number(row.low)) },
            { key: 'high', name: say.high, numeric: true, cell: (row) => (row.high === null ? '–' : number(row.high)) },
          ]}
        />
      }
    />
  );
}

export function SectorFigure({ data, query, persons }: Side) {
  const say = words();
  const lines = data.sectors.map((each) => ({
    key: each.sector ?? '',
    name: each.sector ? sectorName(each.sector) : say.unknown,
    people: covered(each.stations),
    whole: eligible(each.stations),
    waiting: sum(each.stations, ['waiting', 'funded', 'enrolled']),
  }));
  const shown = (count: number | null) => (count === null ? say.hiddenCell : number(count));
  const drawing = (
    <BarChart label={say.sectors} rows={lines.map((line) => ({ key: line.key, name: line.name, shown: `${shown(line.people)} / ${shown(line.whole)}`, whole: line.whole ?? 0, part: line.people ?? 0 }))} />
  );
  return (
    <Figure
      title={say.sectors}
      name="payung-sectors"
      picture
      about={aboutOf(data, query, 'sectors')}
      note={say.sectorHint}
      drawing={drawing}
      csv={() => [[say.sector, say.covered, say.eligible, say.waiting], ...lines.map((line) => [line.name, line.people, line.whole, line.waiting])]}
      table={
        <SmallTable
          caption={say.sectors}
          hideCaption
          rows={lines}
          rowKey={(row) => row.key}
          columns={[
            { key: 'name', name: say.sector, cell: (row) => (row.key ? <a href={linkTo(query, '/office/figures', { sector: row.key })}>{row.name}</a> : row.name) },
            { key: 'covered', name: say.covered, numeric: true, cell: (row) => (persons && row.key ? <a href={peopleLink(query, data.region, ['active', 'grace'], { sector: row.key })}>{shown(row.people)}</a> : shown(row.people)) },
            { key: 'eligible', name: say.eligible, numeric: true, cell: (row) => (persons && row.key ? <a href={peopleLink(query, data.region, ELIGIBLE, { sector: row.key })}>{shown(row.whole)}</a> : shown(row.whole)) },
            { key: 'waiting', name: say.waiting, numeric: true, cell: (row) => (persons && row.key ? <a href={peopleLink(query, data.region, ['waiting', 'funded', 'enrolled'], { sector: row.key })}>{shown(row.waiting)}</a> : shown(row.waiting)) },
          ]}
        />
      }
    />
  );
}

export function FunnelFigure({ data, query, persons }: Side) {
  const say = words();
  const steps: { name: string; people: number | null; stations: readonly Station[] }[] = [
    { name: say.listed, people: data.stations.listed, stations: [] },
    { name: stationName('unidentified'), people: data.stations.unidentified, stations: ['unidentified'] },
    { name: say.eligible, people: eligible(data.stations), stations: ELIGIBLE },
    { name: stationName('funded'), people: sum(data.stations, FUNDED), stations: FUNDED },
    { name: stationName('enrolled').split(',')[0] ?? '', people: sum(data.stations, ENROLLED), stations: ENROLLED },
    { name: say.covered, people: covered(data.stations), stations: ['active', 'grace'] },
    { name: stationName('rejected'), people: data.stations.rejected, stations: ['rejected'] },
    { name: stationName('asked'), people: data.stations.asked, stations: ['asked'] },
  ];
  const all = data.stations.listed ?? 0;
  const shown = (count: number | null) => (count === null ? say.hiddenCell : number(count));
  const way = steps.filter((step) => step.stations.length === 0 || step.stations.length > 1);
  const table = (
    <SmallTable
      caption={say.funnel}
      hideCaption
      rows={steps}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', name: say.step, cell: (row) => row.name },
        { key: 'people', name: say.people, numeric: true, cell: (row) => (persons && row.stations.length > 0 ? <a href={peopleLink(query, data.region, row.stations)}>{shown(row.people)}</a> : shown(row.people)) },
      ]}
    />
  );
  return (
    <Figure
      title={say.funnel}
      name="payung-way"
      picture
      about={aboutOf(data, query, 'funnel')}
      table={table}
      csv={() => [[say.step, say.people], ...steps.map((step) => [step.name, step.people])]}
      drawing={<BarChart label={say.funnel} rows={way.map((step) => ({ key: step.name, name: step.name, shown: shown(step.people), whole: all, part: step.people ?? 0 }))} />}
    />
  );
}

