// Bars of parts and wholes, drawn beside their figures; the same figures as a table, always.
import { useState } from 'preact/hooks';
import { number, percent, rupiah } from '../format';
import { inBoth } from '../words';
import { Button } from './basics';
import { SmallTable } from './table';

export interface BarRow {
  key: string;
  name: string;
  all: number;
  part: number;
  money: number;
}

const words = inBoth(
  { table: 'Lihat sebagai tabel', chart: 'Lihat sebagai grafik', group: 'Kelompok', all: 'Berhak', rest: 'Menunggu', share: 'Bagian', cost: 'Biaya' },
  { table: 'See as a table', chart: 'See as a chart', group: 'Group', all: 'Eligible', rest: 'Waiting', share: 'Share', cost: 'Cost' },
);

const ROW = 34;
const LEFT = 4;
const WIDE = 640;

export function Bars(props: { caption: string; part: string; rows: BarRow[]; most?: number }) {
  const [table, setTable] = useState(false);
  const said = words();
  const shown = props.rows.slice(0, props.most ?? 40);
  const largest = Math.max(1, ...shown.map((row) => row.all));
  const scale = (value: number) => ((WIDE - LEFT) * value) / largest;
  return (
    <figure class="bars">
      <div class="card-head">
        <figcaption>{props.caption}</figcaption>
        <Button kind="quiet" onClick={() => setTable(!table)}>{table ? said.chart : said.table}</Button>
      </div>
      {table ? (
        <SmallTable
          caption={props.caption}
          hideCaption
          rows={props.rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'name', name: said.group, cell: (row) => row.name },
            { key: 'all', name: said.all, numeric: true, cell: (row) => number(row.all) },
            { key: 'part', name: props.part, numeric: true, cell: (row) => number(row.part) },
            { key: 'rest', name: said.rest, numeric: true, cell: (row) => number(row.all - row.part) },
            { key: 'share', name: said.share, numeric: true, cell: (row) => percent(row.all > 0 ? row.part / row.all : 0) },
            { key: 'money', name: said.cost, numeric: true, cell: (row) => rupiah(row.money) },
          ]}
        />
      ) : (
        <svg class="chart" viewBox={`0 0 ${WIDE} ${shown.length * ROW}`} role="img" aria-label={`${props.caption}. ${shown.map((row) => `${row.name}: ${number(row.part)} / ${number(row.all)}`).join('; ')}`}>
          {shown.map((row, at) => (
            <g key={row.key} transform={`translate(${LEFT} ${at * ROW})`}>
              <text x="0" y="13">{row.name}: {number(row.part)} / {number(row.all)}</text>
              <rect class="bar-whole" x="0" y="18" width={Math.max(1, scale(row.all))} height="10" />
              <rect class="bar-part" x="0" y="18" width={scale(row.part)} height="10" />
            </g>
          ))}
        </svg>
      )}
    </figure>
  );
}
