// The rows of both persons as a drawing: each person's rows stand in a column, bound together; lines
// between the columns are the pairs that were asked or decided.
import { day, number, percent } from '../../format';
import { useSenderNames } from '../../kit/senders';
import { useWide } from '../../kit/basics';
import { Figure } from '../../kit/charts';
import { SmallTable } from '../../kit/table';
import { fill } from '../../words';
import type { Effect } from './effect';
import { effectWords as words } from './words';

const ROW = 34;
const TOP = 40;
const SHOWN = 12;

type Row = Effect['rows'][number];

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const MOST_SAID = 0.99;

/** "94.2%" as the API writes it -> "94,2%" as the reader does. */
export const shareText = (text: string): string => {
  const share = Number.parseFloat(text) / 100;
  // Nobody is asked about what is certain: what rounds to all is said as almost all.
  return share > MOST_SAID && share <= 1 ? `> ${percent(MOST_SAID)}` : percent(share);
};

export function Cluster({ effect, review }: { effect: Effect; review: string }) {
  const say = words();
  const wide = useWide(700);
  const columns = [effect.rows.filter((row) => row.side === 'a'), effect.rows.filter((row) => row.side === 'b')] as const;
  if (effect.rows.length === 0) return null;
  const verdict = (pair: Effect['pairs'][number]) => (pair.id === review && pair.verdict === 'open' ? say.asked : { open: say.open, same: say.same, different: say.differentPair }[pair.verdict]);
  const sender = useSenderNames();
  const name = (row: Row | undefined) => (row ? `${sender(row.sender)} ${number(row.number)}` : '');
  const byId = new Map(effect.rows.map((row) => [row.row, row]));
  const table = (
    <>
      <SmallTable
        caption={say.clusterRows}
        rows={effect.rows}
        rowKey={(row) => row.row}
        columns={[
          { key: 'side', name: say.person, cell: (row) => (effect.one_already ? say.oneColumn : row.side === 'a' ? say.first : say.second) },
          { key: 'row', name: say.row, cell: name },
          { key: 'name', name: say.name, cell: (row) => row.name },
          { key: 'nik', name: 'NIK', cell: (row) => <code>{row.nik}</code> },
          { key: 'born', name: say.born, cell: (row) => (row.birth_date ? day(row.birth_date) : '–') },
          { key: 'village', name: say.village, cell: (row) => row.village },
        ]}
      />
      {effect.pairs.length > 0 && (
        <SmallTable
          caption={say.clusterPairs}
          rows={effect.pairs}
          rowKey={(pair) => pair.id}
          columns={[
            { key: 'a', name: say.row, cell: (pair) => name(byId.get(pair.a)) },
            { key: 'b', name: say.row, cell: (pair) => name(byId.get(pair.b)) },
            { key: 'p', name: say.probability, numeric: true, cell: (pair) => shareText(pair.probability) },
            { key: 'v', name: say.verdict, cell: verdict },
          ]}
        />
      )}
    </>
  );
  return (
    <Figure
      title={say.clusterTitle}
      name="payung-pasangan"
      picture
      table={table}
      drawing={<Drawing effect={effect} review={review} columns={columns} wide={wide} sender={sender} />}
      note={fill(say.clusterNote, { a: number(columns[0].length), b: number(columns[1].length) })}
    />
  );
}

function Drawing(props: { effect: Effect; review: string; columns: readonly [Row[], Row[]]; wide: boolean; sender: (code: string) => string }) {
  const say = words();
  const { effect, columns } = props;
  const width = props.wide ? 640 : 340;
  const x = [width * 0.36, width * 0.64] as const;
  const letters = props.wide ? 28 : 15;
  const place = new Map<string, { x: number; y: number }>();
  columns.forEach((rows, column) => rows.slice(0, SHOWN).forEach((row, at) => place.set(row.row, { x: x[column] ?? 0, y: TOP + at * ROW })));
  const most = Math.max(1, ...columns.map((rows) => Math.min(SHOWN, rows.length)));
  const more = columns.some((rows) => rows.length > SHOWN);
  const high = TOP + most * ROW + (more ? 16 : 0);
  const label = [say.clusterTitle, ...columns.map((rows, at) => `${at === 0 ? say.first : say.second}: ${rows.map((row) => `${props.sender(row.sender)} ${row.number}`).join(', ')}`)].join('. ');
  return (
    <svg class="chart cluster" viewBox={`0 0 ${width} ${high}`} role="img" aria-label={label}>
      {columns.map((rows, column) => {
        const shown = rows.slice(0, SHOWN);
        const at = x[column] ?? 0;
        if (shown.length === 0) return null;
        return (
          <g key={column}>
            <text x={column === 0 ? at + 10 : at - 10} y={16} text-anchor={column === 0 ? 'end' : 'start'} class="cluster-head">
              {effect.one_already ? say.oneColumn : column === 0 ? say.first : say.second}
            </text>
            <rect class={effect.keeps === (column === 0 ? 'a' : 'b') ? 'hull keeps' : 'hull'} x={at - 12} y={TOP - 14} width={24} height={(shown.length - 1) * ROW + 28} rx={12} />
            {rows.length > SHOWN && <text x={at} y={high - 6} text-anchor="middle">+{rows.length - SHOWN}</text>}
          </g>
        );
      })}
      {effect.pairs.map((pair) => {
        const [from, to] = [place.get(pair.a), place.get(pair.b)];
        if (!from || !to || from.x === to.x) return null;
        const asked = pair.id === props.review;
        return (
          <g key={pair.id}>
            <path class={`edge ${pair.verdict} ${asked ? 'asked' : ''}`} d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
            {asked && <text x={(from.x + to.x) / 2} y={(from.y + to.y) / 2 - 6} text-anchor="middle" class="cluster-head">{shareText(pair.probability)}</text>}
          </g>
        );
      })}
      {columns.map((rows, column) => rows.slice(0, SHOWN).map((row) => {
        const at = place.get(row.row);
        if (!at) return null;
        return (
          <g key={row.row}>
            <circle class="node" cx={at.x} cy={at.y} r={6}><title>{`${row.name}, ${row.nik}`}</title></circle>
            <text x={column === 0 ? at.x - 20 : at.x + 20} y={at.y} text-anchor={column === 0 ? 'end' : 'start'}>{short(row.name, letters)}</text>
            <text x={column === 0 ? at.x - 20 : at.x + 20} y={at.y + 13} text-anchor={column === 0 ? 'end' : 'start'} class="small">{`${short(props.sender(row.sender), letters)}, ${row.number}`}</text>
          </g>
        );
      }))}
    </svg>
  );
}
