// The persons whom a figure counts.
import { api, got, type Schemas } from '../../api';
import { Page } from '../../kit/basics';
import { useSaid } from '../../kit/said';
import { usePayerNames } from '../../kit/payers';
import { useRegionNames } from '../../kit/regions';
import { LongTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import type { PageProps } from '../../route';
import { month } from '../../format';
import { fill } from '../../words';
import { linkTo } from './dashboard';
import { stationName, words } from './words';

type Answer = Awaited<ReturnType<typeof ask>>;
type Station = Schemas['FigureStations'] extends infer S ? Exclude<keyof S, 'listed'> : never;

function ask(query: URLSearchParams, stations: Station[], after: string | undefined) {
  const text = (name: string) => query.get(name) || undefined;
  return got(
    api.GET('/v1/figures/people', {
      params: {
        query: {
          scheme: text('scheme'), region: text('region'), sector: text('sector'), payer: text('payer'), as_of: text('as_of'), reason: text('reason'), lapses: text('lapses'), payer_ends: text('payer_ends'),
          station: stations, limit: 50, ...(after ? { after } : {}),
        },
      },
    }),
  );
}

/** "active" -> "Active." */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

export default function PeopleBehind({ query }: PageProps) {
  const say = words();
  const said = useSaid();
  const region = query.get('region') ?? '';
  const regions = useRegionNames([region]);
  const payers = usePayerNames();
  const stations = (query.get('station') ?? 'active').split(' ') as Station[];
  const reason = query.get('reason');
  const lapses = query.get('lapses');
  const ends = query.get('payer_ends');
  const what = [lapses ? fill(say.lapsesWith, { month: month(lapses) }) : '', ends ? fill(say.payerEnds, { month: month(ends) }) : '', stations.map(stationName).join(', '), query.get('sector') ? sectorName(query.get('sector') ?? '') : '', reason ? said(reason) : ''].filter(Boolean).join(' · ');
  return (
    <Page
      title={say.peopleTitle}
      lead={<>{sentence(region ? fill(say.peopleLead, { what, area: regions(region) }) : what)} {say.seen}</>}
      actions={<a class="button plain" href={linkTo(query, '/office/figures', { station: null, reason: null, lapses: null, payer_ends: null })}>{say.back}</a>}
    >
      <LongTable<Answer['items'][number]>
        caption={say.peopleTitle}
        of={query.toString()}
        load={async (after) => {
          const window = await ask(query, stations, after === undefined ? undefined : String(after));
          return { rows: window.items, next: window.next };
        }}
        rowHref={(row) => `/office/people/${row.id}`}
        columns={[
          { key: 'name', name: say.name, width: 1.8, cell: (row) => row.name },
          { key: 'nik', name: say.nik, width: 1.5, cell: (row) => row.nik },
          { key: 'place', name: say.place, cell: (row) => row.region_name },
          { key: 'work', name: say.work, cell: (row) => (row.sector ? sectorName(row.sector) : '') },
          { key: 'why', name: say.why, width: 1.2, cell: (row) => (row.reason ? said(row.reason) : stationName(row.station)) },
          { key: 'payer', name: say.payer, width: 1.8, cell: (row) => (row.payer ? payers(row.payer) : '') },
        ]}
      />
    </Page>
  );
}
