// Potential and targets as a grid: areas down, sectors across, sums at the edges, and what was reached
// last year beside them. Numbers can be pasted from a spreadsheet. A whole series is saved at once.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { number } from '../../format';
import { digits } from '../../kit/amount';
import { Button, ButtonLink, Card, Empty, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { codeFor } from '../../kit/code_for';
import { SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { useRegionNames } from '../../kit/regions';
import { SECTORS, sectorName } from '../../kit/terms';
import { useToday } from '../../kit/today';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { fill } from '../../words';
import { ALL, cellKey, cellsOf, pasted, rowsOf, sumOf, type Cells, type Stated } from './target_cells';
import { targetWords as words } from './target_words';
import './targets.css';

const NEW = '';

interface Head {
  kind: 'potential' | 'target' | 'reached';
  year: string;
  title: string;
  source: string;
  mark: 'published' | 'derived' | 'assumed';
  note: string;
}

/** The head of a series as its first row tells it. */
function headOf(rows: Stated[], title: string, today: string): Head {
  const first = rows[0];
  if (!first) return { kind: 'target', year: today.slice(0, 4), title, source: '', mark: 'published', note: '' };
  return { kind: first.kind as Head['kind'], year: String(first.year), title: first.title, source: first.source, mark: first.mark as Head['mark'], note: first.note };
}

export default function Targets({ names, query }: PageProps) {
  const said = words();
  const scheme = useLoad(() => got(api.GET('/v1/schemes/{scheme}', { params: { path: { scheme: names['scheme'] ?? '' } } })), [names['scheme']]);
  const stated = useLoad(() => got(api.GET('/v1/potential')), []);
  const area = query.get('area') || scheme.data?.area || '';
  const parts = useLoad(async () => (area ? got(api.GET('/v1/regions', { params: { query: { under: area } } })) : undefined), [area]);
  const regions = useRegionNames([scheme.data?.area ?? '', area]);
  const problem = scheme.problem ?? stated.problem ?? parts.problem;
  if (problem) return <Page title={said.title}><Trouble problem={problem} /></Page>;
  if (!scheme.data || !stated.data || !parts.data) return <Page title={said.title}><Loading /></Page>;
  const series = query.get('series') ?? NEW;
  const all = stated.data.items;
  const names_of = [...new Map(all.map((row) => [row.series, row.title])).entries()];
  return (
    <Page title={said.title} lead={said.lead} actions={<ButtonLink href={`/office/programme?scheme=${encodeURIComponent(scheme.data.code)}`}>{said.back}</ButtonLink>}>
      <Card>
        <div class="fields">
          <SelectField label={said.series} value={series} onValue={(next) => setQuery({ series: next })} options={[[NEW, said.newSeries], ...names_of]} />
          <SelectField label={said.area} value={area} onValue={(next) => setQuery({ area: next })} options={areasOf(scheme.data, area, parts.data, regions)} />
        </div>
      </Card>
      <Grid key={`${series} ${area}`} scheme={scheme.data.code} area={area} parts={parts.data.items} rows={all.filter((row) => row.series === series)} taken={names_of.map(([name]) => name)} series={series} onSaved={(name) => { setQuery({ series: name }); stated.reload(); }} />
    </Page>
  );
}

/** The programme's area, the one looked at, and those below it. */
function areasOf(scheme: { area: string; name: string }, area: string, parts: { items: { code: string; name: string }[] }, name: (code: string) => string): [string, string][] {
  const options: [string, string][] = [[scheme.area, name(scheme.area)]];
  if (area !== scheme.area) options.push([area, name(area)]);
  return [...options, ...parts.items.filter((part) => part.code.length < 13).map((part): [string, string] => [part.code, part.name])];
}

interface GridProps {
  scheme: string;
  area: string;
  parts: { code: string; name: string }[];
  rows: Stated[];
  series: string;
  taken: string[];
  onSaved: (series: string) => void;
}

function Grid({ scheme, area, parts, rows, series, taken, onSaved }: GridProps) {
  const said = words();
  const today = useToday();
  const [head, setHead] = useState(() => headOf(rows, '', today));
  const [cells, setCells] = useState<Cells>(() => cellsOf(rows, area, parts));
  const [saved, setSaved] = useState(false);
  const used = useMemo(() => SECTORS.filter((key) => rows.some((row) => row.sector === key)), [rows]);
  const [shown, setShown] = useState<string[]>(used.length > 0 ? used : ['agriculture', 'trade']);
  const reached = useReached(scheme, area, head.year);
  useEffect(() => {
    if (rows.length === 0) setHead((before) => ({ ...before, title: before.title || said.defaultTitle }));
  }, []);
  const save = useAction(async () => {
    setSaved(false);
    const name = series || codeFor(`${head.kind === 'target' ? 'sasaran' : head.kind === 'potential' ? 'potensi' : 'tercapai'}-${area}-${head.year}`, taken, 'deret');
    await got(
      api.PUT('/v1/potential/{series}', {
        params: { path: { series: name } },
        body: { kind: head.kind, year: Number(head.year), title: head.title.trim(), source: head.source.trim(), mark: head.mark, note: head.note.trim(), rows: rowsOf(cells, rows, area, parts) },
      }),
    );
    setSaved(true);
    onSaved(name);
  });
  const columns = [ALL, ...shown];
  const lines = [{ code: area, name: said.wholeArea }, ...parts];
  const set = (region: string, sector: string, text: string) => setCells({ ...cells, [cellKey(region, sector)]: digits(text) });
  const filled = Object.values(cells).some((text) => text !== '');
  return (
    <form
      class="page"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <Trouble problem={save.problem} />
      {saved && <Notice tone="good">{said.saved}</Notice>}
      <Card title={said.head}>
        <div class="fields">
          <SelectField label={said.kind} value={head.kind} onValue={(kind) => setHead({ ...head, kind: kind as Head['kind'] })} options={[['target', said.kind_target], ['potential', said.kind_potential], ['reached', said.kind_reached]]} />
          <TextField label={said.year} inputMode="numeric" value={head.year} onValue={(year) => setHead({ ...head, year: digits(year).slice(0, 4) })} required />
          <TextField label={said.seriesTitle} value={head.title} onValue={(title) => setHead({ ...head, title })} required maxLength={200} />
          <TextField label={said.source} hint={said.sourceHint} value={head.source} onValue={(source) => setHead({ ...head, source })} required maxLength={200} />
          <SelectField label={said.mark} value={head.mark} onValue={(mark) => setHead({ ...head, mark: mark as Head['mark'] })} options={[['published', said.mark_published], ['derived', said.mark_derived], ['assumed', said.mark_assumed]]} />
          <TextField label={said.note} hint={head.mark === 'published' ? said.noteFree : said.noteNeeded} value={head.note} onValue={(note) => setHead({ ...head, note })} required={head.mark !== 'published'} maxLength={300} />
        </div>
      </Card>
      <Card title={said.grid}>
        {parts.length === 0 && <Empty>{said.noParts}</Empty>}
        <p class="hint">{said.gridHint}</p>
        <div class="table-wrap" tabIndex={0} role="region" aria-label={said.grid}>
          <table class="targets" aria-label={said.grid}>
            <thead>
              <tr>
                <th scope="col">{said.area}</th>
                {columns.map((sector) => <th key={sector} scope="col" class="numeric">{sector === ALL ? said.allSectors : sectorName(sector)}</th>)}
                <th scope="col" class="numeric">{said.sum}</th>
                <th scope="col" class="numeric">{fill(said.reached, { year: Number(head.year) - 1 })}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, row) => (
                <tr key={line.code} class={row === 0 ? 'whole' : ''}>
                  <th scope="row">{line.name}</th>
                  {columns.map((sector, column) => (
                    <td key={sector}>
                      <input
                        aria-label={`${line.name}, ${sector === ALL ? said.allSectors : sectorName(sector)}`}
                        inputMode="numeric"
                        value={cells[cellKey(line.code, sector)] ?? ''}
                        placeholder={row === 0 ? placeholder(cells, parts, sector) : ''}
                        onInput={(event) => set(line.code, sector, event.currentTarget.value)}
                        onPaste={(event) => {
                          const text = event.clipboardData?.getData('text/plain') ?? '';
                          if (!/[\t\n]/.test(text.trim())) return;
                          event.preventDefault();
                          setCells(pasted(cells, text, lines.slice(row).map((each) => each.code), columns.slice(column)));
                        }}
                      />
                    </td>
                  ))}
                  <td class="numeric">{number(sumOf(cells, [line.code], shown))}</td>
                  <td class="numeric">{reached.get(line.code) === undefined ? '–' : number(reached.get(line.code) ?? 0)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{said.sumParts}</th>
                {columns.map((sector) => <td key={sector} class="numeric">{number(sumOf(cells, parts.map((part) => part.code), [sector]))}</td>)}
                <td class="numeric">{number(sumOf(cells, parts.map((part) => part.code), shown))}</td>
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
        <div class="actions">
          <SelectField label={said.addSector} value="" onValue={(key) => key && setShown([...shown, key])} options={[['', said.choose], ...SECTORS.filter((key) => !shown.includes(key)).map((key) => [key, sectorName(key)] as const)]} />
          <Button kind="main" type="submit" busy={save.busy} disabled={!filled}>{said.save}</Button>
        </div>
      </Card>
    </form>
  );
}

/** The sum of the parts stands in the empty cell of the whole: it is what the series then says. */
function placeholder(cells: Cells, parts: { code: string }[], sector: string): string {
  const sum = sumOf(cells, parts.map((part) => part.code), [sector]);
  return sum > 0 ? number(sum) : '';
}

/** Who was covered at the end of the year before, by area. */
function useReached(scheme: string, area: string, year: string): Map<string, number> {
  const day = /^\d{4}$/.test(year) ? `${Number(year) - 1}-12-31` : '';
  const found = useLoad(async (): Promise<Schemas['Dashboard'] | undefined> => {
    if (!day) return undefined;
    try {
      return await got(api.GET('/v1/dashboard', { params: { query: { scheme, region: area, as_of: day } } }));
    } catch {
      return undefined;  // nothing was reckoned for that year: the column stays empty
    }
  }, [scheme, area, day]);
  const counts = new Map<string, number>();
  if (!found.data) return counts;
  const covered = (stations: Schemas['FigureStations']) => (stations.active ?? 0) + (stations.grace ?? 0);
  counts.set(area, covered(found.data.stations));
  for (const part of found.data.parts) if (!part.rest) counts.set(part.region, covered(part.stations));
  return counts;
}
