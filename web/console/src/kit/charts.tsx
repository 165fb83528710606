// Drawings of figures as SVG: they print, follow the page's colours and size, and need no library.
// Each has the same figures as a table behind one button, and says them to a screen reader.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { inBoth } from '../words';
import { Button, useWide, Explain, type About } from './basics';

const words = inBoth(
  { table: 'Lihat sebagai tabel', chart: 'Lihat sebagai gambar', png: 'Simpan PNG', csv: 'Simpan CSV' },
  { table: 'See as a table', chart: 'See as a drawing', png: 'Save as PNG', csv: 'Save as CSV' },
);

/** Hands a file to the person. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Excel runs what begins with =, +, - or @ as a formula. */
function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function saveCsv(name: string, rows: (string | number | null)[][]): void {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
  saveFile(name, new Blob(['\ufeff' + text], { type: 'text/csv;charset=utf-8' }));
}

/** The drawing as it looks now: computed colours are written into the copy, since a picture has no style sheet. */
async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, at) => {
    const original = originals[at];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const property of ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font', 'text-anchor']) {
      element.style.setProperty(property, style.getPropertyValue(property));
    }
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute('width', String(box.width * 2));
  copy.setAttribute('height', String(box.height * 2));
  const picture = new Image();
  const source = new XMLSerializer().serializeToString(copy);
  picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = box.width * 2;
  canvas.height = box.height * 2;
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim() || '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && saveFile(`${name}.png`, blob), 'image/png');
}

/** A drawing with its title, its table twin and its files. */
export function Figure(props: {
  title: string;
  name: string;
  drawing: ComponentChildren;
  table: ComponentChildren;
  csv?: () => (string | number | null)[][];
  /** Whether the drawing is one SVG, which can be kept as a picture. */
  picture?: boolean;
  note?: ComponentChildren;
  about?: About;
}) {
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const say = words();
  return (
    <section class="card">
      <div class="card-head">
        <h2>{props.title}</h2>
        <div class="actions">
          <Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? say.chart : say.table}</Button>
          {!asTable && props.picture && (
            <Button
              kind="quiet"
              onClick={() => {
                const svg = box.current?.querySelector('svg');
                if (svg) void savePng(svg, props.name);
              }}
            >
              {say.png}
            </Button>
          )}
          {props.csv && <Button kind="quiet" onClick={() => saveCsv(`${props.name}.csv`, props.csv?.() ?? [])}>{say.csv}</Button>}
        </div>
      </div>
      <div ref={box}>{asTable ? props.table : props.drawing}</div>
      {props.note && <p class="hint">{props.note}</p>}
      {props.about && <Explain about={props.about} of={props.title} />}
    </section>
  );
}

export interface Line {
  name: string;
  /** One value for each of the labels; null where there is none. */
  values: (number | null)[];
  style: 'main' | 'dashed' | 'target';
}

const HIGH = 260;
const LEFT = 64;
const BOTTOM = 28;
const TOP = 10;
/** Letters keep their size: a phone gets a narrower drawing, not a smaller one. */
const NARROW = 340;
const FULL = 640;
const LETTERS = 70;

const BAR_ROW = 40;

/** Parts of wholes as one drawing, so that it can be kept as a picture; its table twin is what leads on. */
export function BarChart(props: { label: string; rows: { key: string; name: string; shown: string; whole: number; part: number }[] }) {
  const wide = useWide(700) ? FULL : NARROW;
  const largest = Math.max(1, ...props.rows.map((row) => row.whole));
  const said = `${props.label}: ${props.rows.map((row) => `${row.name} ${row.shown}`).join(', ')}`;
  return (
    <svg class="chart bar-chart" viewBox={`0 0 ${wide} ${Math.max(1, props.rows.length) * BAR_ROW}`} role="img" aria-label={said}>
      {props.rows.map((row, at) => (
        <g key={row.key} transform={`translate(0 ${at * BAR_ROW})`}>
          <text x={0} y={14}>{row.name}</text>
          <text x={wide} y={14} text-anchor="end">{row.shown}</text>
          <rect class="bar-all" x={0.5} y={20} height={12} width={Math.max(2, ((wide - 1) * row.whole) / largest)} />
          <rect class="bar-of" x={0.5} y={20} height={12} width={((wide - 1) * Math.min(row.part, row.whole)) / largest} />
        </g>
      ))}
    </svg>
  );
}

/** 18,342 -> 20,000: the top of an axis that divides into four. */
function roundUp(value: number): number {
  if (value <= 4) return 4;
  const step = 10 ** Math.floor(Math.log10(value));
  for (const times of [1, 2, 4, 5, 8, 10]) if (times * step >= value) return times * step;
  return 10 * step;
}

/** Lines over months, with the band in which four of five outcomes are expected. */
export function LineChart(props: {
  label: string;
  labels: string[];
  lines: Line[];
  band?: ({ low: number; high: number } | null)[];
  shown: (value: number) => string;
}) {
  const WIDE = useWide(700) ? FULL : NARROW;
  const all = props.lines.flatMap((line) => line.values.filter((value): value is number => value !== null));
  const highs = (props.band ?? []).map((each) => each?.high ?? 0);
  const top = roundUp(Math.max(1, ...all, ...highs));
  const count = Math.max(1, props.labels.length - 1);
  const x = (at: number) => LEFT + ((WIDE - LEFT - 10) * at) / count;
  const y = (value: number) => TOP + (HIGH - TOP - BOTTOM) * (1 - value / top);
  const path = (values: (number | null)[]) => {
    let text = '';
    let pen = false;
    values.forEach((value, at) => {
      if (value === null) pen = false;
      else {
        text += `${pen ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = true;
      }
    });
    return text;
  };
  const band = (props.band ?? []).map((each, at) => ({ each, at })).filter((each) => each.each !== null);
  const outline = band.length > 1
    ? band.map(({ each, at }) => `${x(at).toFixed(1)},${y(each?.high ?? 0).toFixed(1)}`).join(' ') + ' ' +
      [...band].reverse().map(({ each, at }) => `${x(at).toFixed(1)},${y(each?.low ?? 0).toFixed(1)}`).join(' ')
    : '';
  const every = Math.ceil((props.labels.length * LETTERS) / WIDE);
  return (
    <>
      <svg class="chart" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={props.label}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line class="grid-line" x1={LEFT} x2={WIDE - 10} y1={y(top * share)} y2={y(top * share)} />
            <text x={LEFT - 8} y={y(top * share) + 4} text-anchor="end">{props.shown(top * share)}</text>
          </g>
        ))}
        {props.labels.map((label, at) =>
          at % every === 0 ? <text key={label} x={x(at)} y={HIGH - 8} text-anchor="middle">{label}</text> : null,
        )}
        {outline && <polygon class="band" points={outline} />}
        {props.lines.map((line) => (
          <path key={line.name} class={`line ${line.style}`} d={path(line.values)} />
        ))}
      </svg>
      <ul class="legend-row">
        {props.lines.map((line) => (
          <li key={line.name}>
            <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true"><path class={`line ${line.style}`} d="M0 4L28 4" /></svg> {line.name}
          </li>
        ))}
      </ul>
    </>
  );
}
