// Tables. A short one is an ordinary <table>; a long one draws only the rows that are in sight and
// asks for more when its end comes near. Neither sticks out of a phone: there a row becomes a card, as
// high as what it says.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inBoth } from '../words';
import { number } from '../format';
import { asProblem } from './load';
import { Trouble, useWide } from './basics';
import type { Problem } from '../api';

export interface Column<Row> {
  key: string;
  name: string;
  cell: (row: Row) => ComponentChildren;
  numeric?: boolean;
  /** Share of the width in a long table; 1 unless told otherwise. */
  width?: number;
  /** In a short table: `wide` is not squeezed to a word a line, `whole` is never broken (a NIK). */
  form?: 'wide' | 'whole';
}

const classOf = <Row,>(column: Column<Row>): string =>
  [column.numeric ? 'numeric' : '', column.form ? `cell-${column.form}` : ''].filter(Boolean).join(' ');

const words = inBoth(
  { row: '1 baris', rows: '{n} baris', more: 'masih ada yang lain', none: 'Tidak ada baris.', loading: 'Memuat baris…' },
  { row: '1 row', rows: '{n} rows', more: 'there are more', none: 'No rows.', loading: 'Loading rows…' },
);

/** On a phone each row stands by itself, its cells below each other with the names of their columns
 *  (`.stacks` in styles.css); the roles keep it a table for who hears it. */
export function SmallTable<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row, at: number) => string | number;
  hideCaption?: boolean;
}) {
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label={props.caption}>
      <table role="table" class={props.columns.length > 2 ? 'stacks' : ''}>
        <caption class={props.hideCaption ? 'unseen' : ''}>{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" class={classOf(column)}>{column.name}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.map((row, at) => (
            <tr key={props.rowKey(row, at)} role="row">
              {props.columns.map((column) => (
                <td key={column.key} role="cell" data-name={column.name} class={classOf(column)}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One window of a long list: the rows and where the next window starts (null: that was all). */
export interface Window<Row> {
  rows: Row[];
  next: string | number | null;
}

/** High enough for two lines. */
const ROW = 44;
const BEYOND = 8;
/** Below this width a row stands by itself, a line or more for each column. */
const NARROW = 760;
/** What a column of width 1 is given at least. */
const LEAST = 78;
/** So many cards are drawn at once; of more, the browser draws those in sight. */
const MANY = 200;
/** What a line of a card takes, to guess how high a card is that was not drawn yet. */
const LINE = 26;

/** A long list. `load` is asked for the first window (undefined) and then from each `next`. */
export function LongTable<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  load: (after: string | number | undefined) => Promise<Window<Row>>;
  /** The list starts anew when this changes. */
  of: string;
  rowHref?: (row: Row) => string | undefined;
  height?: number;
  empty?: ComponentChildren;
}) {
  const [rows, setRows] = useState<Row[]>([]);
  const [next, setNext] = useState<string | number | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem>();
  const [top, setTop] = useState(0);
  const [busy, setBusy] = useState(false);
  const round = useRef(0);
  const asking = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const height = props.height ?? 560;
  const wide = useWide(NARROW);
  const rowHeight = wide ? ROW : props.columns.length * LINE + 18;

  async function ask(after: string | number | undefined, before: Row[]): Promise<void> {
    const mine = round.current;
    asking.current = true;
    setBusy(true);
    try {
      const window = await props.load(after);
      if (mine !== round.current) return;
      setRows(before.concat(window.rows));
      setNext(window.next);
      setProblem(undefined);
    } catch (failure) {
      if (mine === round.current) setProblem(asProblem(failure));
    } finally {
      if (mine === round.current) {
        asking.current = false;
        setBusy(false);
      }
    }
  }

  useEffect(() => {
    round.current += 1;
    setRows([]);
    setNext(undefined);
    setTop(0);
    void ask(undefined, []);
  }, [props.of]);

  const inSight = Math.ceil(height / rowHeight);
  const first = wide ? Math.max(0, Math.floor(top / rowHeight) - BEYOND) : 0;
  const last = Math.min(rows.length, first + inSight + 2 * BEYOND);
  const drawn = wide ? rows.slice(first, last) : rows;
  useEffect(() => {
    const here = box.current;
    const near = wide || !here ? last + inSight >= rows.length : here.scrollHeight - here.scrollTop < 3 * height;
    if (near && next !== null && next !== undefined && !asking.current && !problem) void ask(next, rows);
  }, [wide ? last : Math.floor(top / rowHeight), rows.length, next]);

  const widths = props.columns.map((column) => `minmax(0, ${column.width ?? 1}fr)`).join(' ');
  // A window that is narrower still scrolls rather than cuts.
  const least = wide ? `${props.columns.reduce((sum, column) => sum + (column.width ?? 1), 0) * LEAST}px` : undefined;
  if (problem && rows.length === 0) return <Trouble problem={problem} retry={() => void ask(undefined, [])} />;
  if (!busy && rows.length === 0) return <div class="empty">{props.empty ?? words().none}</div>;
  return (
    <>
      <div
        ref={box}
        class={wide ? 'grid-wrap' : `grid-wrap narrow ${rows.length > MANY ? 'many' : ''}`}
        style={{ maxHeight: `${height}px` }}
        tabIndex={0}
        role="region"
        aria-label={props.caption}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="table" aria-label={props.caption} aria-rowcount={next === null ? rows.length + 1 : -1} style={least ? { minWidth: least } : {}}>
          <div role="rowgroup" class="grid-head">
            <div role="row" aria-rowindex={1} class="grid-row" style={wide ? { gridTemplateColumns: widths } : {}}>
              {props.columns.map((column) => (
                <div key={column.key} role="columnheader" class={classOf(column)}>{column.name}</div>
              ))}
            </div>
          </div>
          <div role="rowgroup" class="grid-body" style={wide ? { height: `${rows.length * rowHeight}px` } : {}}>
            {drawn.map((row, offset) => {
              const at = first + offset;
              const href = props.rowHref?.(row);
              return (
                <div
                  key={at}
                  role="row"
                  aria-rowindex={at + 2}
                  class="grid-row"
                  style={wide ? { gridTemplateColumns: widths, transform: `translateY(${at * rowHeight}px)` } : { containIntrinsicHeight: `auto ${rowHeight}px` }}
                >
                  {props.columns.map((column, place) => (
                    <div key={column.key} role="cell" data-name={column.name} class={column.numeric ? 'numeric' : ''}>
                      {href && place === 0 ? <a href={href}>{column.cell(row)}</a> : column.cell(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <p class="hint" role="status">
        {busy ? words().loading : (rows.length === 1 ? words().row : words().rows.replace('{n}', number(rows.length))) + (next !== null && next !== undefined ? ` · ${words().more}` : '')}
      </p>
      {problem && <Trouble problem={problem} retry={() => void ask(next ?? undefined, rows)} />}
    </>
  );
}

