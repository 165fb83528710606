// A grid that people work in as in a spreadsheet: cells are typed over, copied and pasted in blocks.
// Only the rows in sight are drawn; where the rows come from is the caller's business.
//
// Keys: arrows, Home, End, Page Up and Down move, with Shift they select; Enter or F2 edits, typing
// replaces, Delete empties; Enter, Tab and Escape end editing; Ctrl+Z and Ctrl+Y undo and redo,
// Ctrl+C and Ctrl+V copy and paste. Tab goes to the next cell; after Escape it leaves the grid.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { number } from '../format';
import { inBoth } from '../words';

export interface GridColumn {
  key: string;
  name: string;
  width: number;
}
export type GridTone = 'bad' | 'warn' | 'info';
export interface GridCell {
  text: string;
  tone?: GridTone | undefined;
  changed?: boolean;
  /** What a screen reader says of it beside the text. */
  note?: string;
}
export interface GridRow {
  number: number;
  tone?: GridTone | undefined;
  cells: GridCell[];
}
export interface GridChange {
  at: number;
  column: number;
  text: string;
}
export interface GridProps {
  caption: string;
  /** The grid begins at its top again when this changes. */
  of: string;
  columns: GridColumn[];
  total: number;
  /** Undefined while it is on its way. */
  row: (at: number) => GridRow | undefined;
  /** These rows come into sight. */
  onSight: (from: number, to: number) => void;
  onChange: (changes: GridChange[], kind: 'typed' | 'pasted') => void;
  onUndo: () => void;
  onRedo: () => void;
  active: { at: number; column: number };
  onActive: (at: number, column: number) => void;
  height: number;
  rowName: string;
}

const words = inBoth(
  { keys: 'Panah memilih sel; Enter mengubah; Ctrl+V menempel dari Excel; Ctrl+Z mengurungkan; Esc lalu Tab keluar dari tabel.', changed: 'diubah', wait: '…' },
  { keys: 'Arrows choose a cell; Enter edits; Ctrl+V pastes from Excel; Ctrl+Z undoes; Esc, then Tab leaves the table.', changed: 'changed', wait: '…' },
);

const ROW = 36;
const HEAD = 40;
const BEYOND = 6;
const NUMBER_WIDTH = 92;
/** Taller elements are cut off by browsers; longer lists scroll faster than the bar moves. */
const TALLEST = 12_000_000;
const SIGN: Record<GridTone, string> = { bad: '✕', warn: '!', info: 'i' };

const tidy = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 1000);

/** What a spreadsheet puts on the clipboard: lines of cells between tabs, quoted when they must be. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') (cell += '"'), (i += 1);
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') rows.at(-1)!.push(cell), (cell = '');
    else if (c === '\n') rows.at(-1)!.push(cell), (cell = ''), rows.push([]);
    else if (c !== '\r') cell += c;
  }
  rows.at(-1)!.push(cell);
  const last = rows.at(-1)!;
  if (rows.length > 1 && last.length === 1 && last[0] === '') rows.pop();
  return rows.map((row) => row.map(tidy));
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

export function EditGrid(props: GridProps) {
  const { active, total, columns } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [top, setTop] = useState(0);
  const [anchor, setAnchor] = useState<{ at: number; column: number }>();
  const [typed, setTyped] = useState<string>();
  const leaving = useRef(false);
  // Taking the focus back blurs the field, which would finish a second time.
  const editing = useRef(false);
  const whole = total * ROW;
  const tall = Math.min(whole, TALLEST);
  const view = props.height - HEAD;
  const ratio = tall > view && whole > tall ? (whole - view) / (tall - view) : 1;
  const from = clamp(Math.floor((top * ratio) / ROW) - BEYOND, total);
  const to = Math.min(total, Math.ceil((top * ratio + view) / ROW) + BEYOND);
  const placed = (at: number): number => at * ROW - top * ratio + top;
  const lastColumn = columns.length - 1;

  useEffect(() => props.onSight(from, to), [from, to, total, props.onSight]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    setTop(0);
    setAnchor(undefined);
  }, [props.of]);
  useLayoutEffect(() => {
    if (typed !== undefined) input.current?.focus();
  }, [typed !== undefined]);

  const start = anchor ?? active;
  const chosen = {
    top: Math.min(start.at, active.at), bottom: Math.max(start.at, active.at),
    left: Math.min(start.column, active.column), right: Math.max(start.column, active.column),
  };

  function show(at: number, column: number): void {
    const grid = box.current;
    if (!grid) return;
    const above = at * ROW;
    if (above < grid.scrollTop * ratio) grid.scrollTop = above / ratio;
    else if (above + ROW > grid.scrollTop * ratio + view) grid.scrollTop = (above + ROW - view) / ratio;
    const left = columns.slice(0, column).reduce((sum, each) => sum + each.width, 0);
    const right = left + (columns[column]?.width ?? 0);
    if (left < grid.scrollLeft) grid.scrollLeft = left;
    else if (right + NUMBER_WIDTH > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = right + NUMBER_WIDTH - grid.clientWidth;
  }
  function move(at: number, column: number, select = false): void {
    const next = { at: clamp(at, total - 1), column: clamp(column, lastColumn) };
    setAnchor(select ? start : undefined);
    props.onActive(next.at, next.column);
    show(next.at, next.column);
  }
  function edit(text: string): void {
    if (!props.row(active.at)) return;
    editing.current = true;
    setTyped(text);
  }
  function finish(keep: boolean, down = 0, right = 0): void {
    if (!editing.current) return;
    editing.current = false;
    const text = typed;
    setTyped(undefined);
    box.current?.focus({ preventScroll: true });
    const was = props.row(active.at)?.cells[active.column]?.text;
    if (keep && text !== undefined && was !== undefined && tidy(text) !== was) {
      props.onChange([{ at: active.at, column: active.column, text: tidy(text) }], 'typed');
    }
    if (down !== 0 || right !== 0) move(active.at + down, active.column + right);
  }
  function clear(): void {
    const changes: GridChange[] = [];
    for (let at = chosen.top; at <= chosen.bottom; at += 1) {
      for (let column = chosen.left; column <= chosen.right; column += 1) {
        if (props.row(at)?.cells[column]?.text) changes.push({ at, column, text: '' });
      }
    }
    if (changes.length > 0) props.onChange(changes, 'typed');
  }

  function onKey(event: KeyboardEvent): void {
    if (typed !== undefined || total === 0) return;
    const { key, shiftKey: select } = event;
    const control = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(view / ROW) - 1);
    const steps: Record<string, [number, number]> = {
      ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0],
    };
    const left = leaving.current;
    leaving.current = key === 'Escape' || (left && key === 'Shift');
    const step = steps[key];
    if (step) move(active.at + step[0], active.column + step[1], select);
    else if (key === 'Home') move(control ? 0 : active.at, 0, select);
    else if (key === 'End') move(control ? total - 1 : active.at, lastColumn, select);
    else if (key === 'Enter' || key === 'F2') edit(props.row(active.at)?.cells[active.column]?.text ?? '');
    else if (key === 'Delete' || key === 'Backspace') clear();
    else if (key === 'Escape') setAnchor(undefined);
    else if (key === 'Tab') {
      const next = active.column + (select ? -1 : 1);
      if (left || next < 0 || next > lastColumn) return;
      move(active.at, next);
    } else if (control && key.toLowerCase() === 'z') select ? props.onRedo() : props.onUndo();
    else if (control && key.toLowerCase() === 'y') props.onRedo();
    else if (control && key.toLowerCase() === 'a') {
      setAnchor({ at: 0, column: 0 });
      props.onActive(total - 1, lastColumn);
    } else if (!control && !event.altKey && key.length === 1) edit(key);
    else return;
    event.preventDefault();
    event.stopPropagation();  // not a shortcut of the page
  }
  function onCopy(event: ClipboardEvent): void {
    if (typed !== undefined) return;
    const lines: string[] = [];
    for (let at = chosen.top; at <= chosen.bottom; at += 1) {
      const row = props.row(at);
      if (row) lines.push(row.cells.slice(chosen.left, chosen.right + 1).map((cell) => cell.text).join('\t'));
    }
    event.clipboardData?.setData('text/plain', lines.join('\n'));
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent): void {
    if (typed !== undefined) return;
    event.preventDefault();
    const block = cellsOf(event.clipboardData?.getData('text/plain') ?? '');
    const one = block.length === 1 && block[0]?.length === 1;
    const changes: GridChange[] = [];
    const rows = one ? chosen.bottom - chosen.top + 1 : block.length;
    for (let down = 0; down < rows && chosen.top + down < total; down += 1) {
      const line = one ? Array<string>(chosen.right - chosen.left + 1).fill(block[0]![0]!) : block[down]!;
      for (const [right, text] of line.entries()) {
        if (chosen.left + right <= lastColumn) changes.push({ at: chosen.top + down, column: chosen.left + right, text });
      }
    }
    if (changes.length > 0) props.onChange(changes, 'pasted');
  }

  const wide = NUMBER_WIDTH + columns.reduce((sum, each) => sum + each.width, 0);
  const widths = `${NUMBER_WIDTH}px ${columns.map((each) => `${each.width}px`).join(' ')}`;
  const cellId = (at: number, column: number): string => `${id}-${at}-${column}`;
  const drawn: ComponentChildren[] = [];
  for (let at = from; at < to; at += 1) {
    const row = props.row(at);
    drawn.push(
      <div key={at} role="row" aria-rowindex={at + 2} class="sheet-row" style={{ gridTemplateColumns: widths, transform: `translateY(${placed(at)}px)` }}>
        <div role="rowheader" class={`sheet-number ${row?.tone ?? ''}`}>
          {row ? <>{row.tone && <span aria-hidden="true">{SIGN[row.tone]} </span>}{number(row.number)}</> : words().wait}
        </div>
        {columns.map((column, place) => {
          const cell = row?.cells[place];
          const here = at === active.at && place === active.column;
          const inside = at >= chosen.top && at <= chosen.bottom && place >= chosen.left && place <= chosen.right;
          return (
            <div
              key={column.key}
              id={cellId(at, place)}
              role="gridcell"
              aria-colindex={place + 2}
              aria-selected={inside}
              aria-label={cell && (cell.note || cell.changed) ? [cell.text, cell.note, cell.changed ? words().changed : ''].filter(Boolean).join('. ') : undefined}
              class={`${cell?.tone ?? ''} ${cell?.changed ? 'changed' : ''} ${here ? 'here' : ''} ${inside ? 'inside' : ''}`}
              onMouseDown={(event) => {
                if (here && typed !== undefined) return;
                if (event.shiftKey) move(at, place, true);
                else move(at, place);
              }}
              onDblClick={() => edit(cell?.text ?? '')}
            >
              {here && typed !== undefined ? (
                <input
                  ref={input}
                  value={typed}
                  aria-label={column.name}
                  maxLength={1000}
                  spellcheck={false}
                  autocomplete="off"
                  onInput={(event) => setTyped(event.currentTarget.value)}
                  onBlur={() => finish(true)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') finish(true, event.shiftKey ? -1 : 1, 0);
                    else if (event.key === 'Tab') finish(true, 0, event.shiftKey ? -1 : 1);
                    else if (event.key === 'Escape') finish(false);
                    else return;
                    event.preventDefault();
                    event.stopPropagation();
                  }}
                />
              ) : (
                <>{cell?.tone && <span class="sign" aria-hidden="true">{SIGN[cell.tone]}</span>}{cell?.changed && <span class="sign pen" aria-hidden="true">✎</span>}{cell?.text}</>
              )}
            </div>
          );
        })}
      </div>,
    );
  }
  return (
    <>
      <div
        ref={box}
        class="sheet"
        style={{ height: `${Math.min(props.height, tall + HEAD + 20)}px` }}
        role="grid"
        tabIndex={0}
        aria-label={props.caption}
        aria-describedby={`${id}-keys`}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={total > 0 && active.at >= from && active.at < to ? cellId(active.at, active.column) : undefined}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={onKey}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <div role="rowgroup" class="sheet-head" style={{ width: `${wide}px` }}>
          <div role="row" aria-rowindex={1} class="sheet-row" style={{ gridTemplateColumns: widths }}>
            <div role="columnheader" class="sheet-number">{props.rowName}</div>
            {columns.map((column, place) => (
              <div key={column.key} role="columnheader" aria-colindex={place + 2} title={column.name}>{column.name}</div>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="sheet-body" style={{ height: `${tall}px`, width: `${wide}px` }}>{drawn}</div>
      </div>
      <p class="hint" id={`${id}-keys`}>{words().keys}</p>
    </>
  );
}
