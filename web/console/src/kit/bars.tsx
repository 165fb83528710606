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

export function Bars(props: { caption: string; part: string; rows: BarRow[]; most?: number }) {
  const [table, setTable] = useState(false);
  const said = words();
  const shown = props.rows.slice(0, props.most ?? 40);
  const largest = Math.max(1, ...shown.map((row) => row.all));
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
        <ul class="bar-list">
          {shown.map((row) => (
            <li key={row.key}>
              <span>{row.name}</span> <span class="numeric">{number(row.part)} / {number(row.all)}</span>
              <span class="bar-whole" aria-hidden="true" style={{ width: `${Math.max(1, (row.all / largest) * 100)}%` }}>
                <span class="bar-part" style={{ width: `${row.all > 0 ? (row.part / row.all) * 100 : 0}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
