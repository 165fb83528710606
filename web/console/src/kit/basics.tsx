// The small parts that every page is made of.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api';
import { number } from '../format';
import { inBoth } from '../words';

const words = inBoth(
  { loading: 'Memuat…', problem: 'Ada yang perlu diperbaiki', close: 'Tutup', again: 'Coba lagi', explain: 'Penjelasan', means: 'Artinya', day: 'Per tanggal', filter: 'Saringan', source: 'Sumber' },
  { loading: 'Loading…', problem: 'Something needs attention', close: 'Close', again: 'Try again', explain: 'Explain', means: 'What it means', day: 'As of', filter: 'Filter', source: 'Source' },
);

export function Page(props: { title: string; lead?: ComponentChildren; actions?: ComponentChildren; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${props.title} · Payung`;
  }, [props.title]);
  return (
    <div class="page">
      <div class="page-head">
        <div>
          <h1 tabIndex={-1}>{props.title}</h1>
          {props.lead && <p class="lead">{props.lead}</p>}
        </div>
        {props.actions && <div class="actions">{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}

export function Card(props: { title?: ComponentChildren; actions?: ComponentChildren; class?: string; children?: ComponentChildren }) {
  return (
    <section class={`card ${props.class ?? ''}`}>
      {(props.title || props.actions) && (
        <div class="card-head">
          {props.title && <h2>{props.title}</h2>}
          {props.actions}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** What a figure means, of when it is, of whom, and what it was made of. */
export interface About {
  definition: string;
  day: string;
  filter: string;
  source: string;
}

export function Explain({ about, of }: { about: About; of: string }) {
  const say = words();
  return (
    <details class="explain">
      <summary aria-label={`${say.explain}: ${of}`}>{say.explain}</summary>
      <dl class="facts">
        <dt>{say.means}</dt><dd>{about.definition}</dd>
        <dt>{say.day}</dt><dd>{about.day}</dd>
        <dt>{say.filter}</dt><dd>{about.filter}</dd>
        <dt>{say.source}</dt><dd>{about.source}</dd>
      </dl>
    </details>
  );
}

/** One figure with its name; a link when it clicks through. */
export function Stat(props: { label: string; value: number | string; note?: ComponentChildren; href?: string | undefined; share?: number; about?: About }) {
  const value = typeof props.value === 'number' ? number(props.value) : props.value;
  const inside = (
    <>
      <span class="stat-label">{props.label}</span>
      <span class={`stat-value ${value.length > 14 ? 'longer' : value.length > 10 ? 'long' : ''} ${value.startsWith('Rp') ? 'amount' : ''}`}>{value}</span>
      {props.share !== undefined && <Bar share={props.share} />}
      {props.note && <span class="stat-note">{props.note}</span>}
    </>
  );
  if (props.about) {
    return (
      <div class="card stat">
        {props.href ? <a class="stat-link" href={props.href}>{inside}</a> : inside}
        <Explain about={props.about} of={props.label} />
      </div>
    );
  }
  return props.href ? <a class="card stat" href={props.href}>{inside}</a> : <div class="card stat">{inside}</div>;
}

/** A share as a bar; the number beside it says the same. */
export function Bar(props: { share: number; mark?: number }) {
  const wide = (share: number) => `${Math.max(0, Math.min(1, share)) * 100}%`;
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-fill" style={{ width: wide(props.share) }} />
      {props.mark !== undefined && <span class="bar-mark" style={{ left: wide(props.mark) }} />}
    </span>
  );
}

type ButtonProps = JSX.IntrinsicElements['button'] & { kind?: 'main' | 'plain' | 'danger' | 'quiet'; busy?: boolean };
export function Button({ kind = 'plain', busy, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} class={`button ${kind} ${rest.class ?? ''}`} aria-busy={busy || undefined} disabled={rest.disabled || busy}>
      {children}
    </button>
  );
}

export function ButtonLink(props: { href: string; kind?: 'main' | 'plain' | 'quiet'; download?: boolean | string; label?: string; children: ComponentChildren }) {
  return (
    <a class={`button ${props.kind ?? 'plain'}`} href={props.href} download={props.download} aria-label={props.label}>
      {props.children}
    </a>
  );
}

/** A state in words with a sign before it: never colour alone. */
export function Badge(props: { tone: 'good' | 'warn' | 'bad' | 'info' | 'none'; children: ComponentChildren }) {
  const sign = { good: '✓', warn: '!', bad: '✕', info: 'i', none: '–' }[props.tone];
  return (
    <span class={`badge ${props.tone}`}>
      <span aria-hidden="true">{sign}</span> {props.children}
    </span>
  );
}

export function Notice(props: { tone?: 'good' | 'warn' | 'bad' | 'info'; children: ComponentChildren }) {
  const tone = props.tone ?? 'info';
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {props.children}
    </div>
  );
}

/** What the server refused, field by field, with what would do. Takes the focus when it comes up. */
export function Trouble(props: { problem: Problem | undefined; retry?: (() => void) | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.problem) box.current?.focus();
  }, [props.problem]);
  if (!props.problem) return null;
  const { title, detail, errors } = props.problem;
  return (
    <div class="notice bad" role="alert" tabIndex={-1} ref={box}>
      <strong>{words().problem}: {title}</strong>
      {detail && <p>{detail}</p>}
      {errors && errors.length > 0 && (
        <ul>
          {errors.map((each) => (
            <li key={each.pointer + each.code}>
              <code>{each.pointer.replace(/^\/body\//, '')}</code>: {each.detail}
            </li>
          ))}
        </ul>
      )}
      {props.retry && <Button onClick={props.retry}>{words().again}</Button>}
    </div>
  );
}

export function Loading() {
  return <p class="loading" role="status">{words().loading}</p>;
}

/** Nothing there yet, and what to do next. */
export function Empty(props: { children: ComponentChildren }) {
  return <div class="empty">{props.children}</div>;
}

export function ProgressBar(props: { label: string; done: number; all: number }) {
  const share = props.all > 0 ? props.done / props.all : 0;
  return (
    <div class="progress">
      <div>{props.label}</div>
      <progress max={1} value={share} aria-label={props.label}>{Math.round(share * 100)}%</progress>
    </div>
  );
}

/** The browser's own dialog: focus stays in it, Escape closes it. */
export function Dialog(props: { title: string; open: boolean; onClose: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (props.open && !dialog.open) dialog.showModal();
    if (!props.open && dialog.open) dialog.close();
  }, [props.open]);
  return (
    <dialog ref={box} onClose={props.onClose} aria-label={props.title}>
      {props.open && (
        <>
          <div class="card-head">
            <h2>{props.title}</h2>
            <Button kind="quiet" onClick={props.onClose} aria-label={words().close}>✕</Button>
          </div>
          {props.children}
        </>
      )}
    </dialog>
  );
}

/** Pages of one thing, as links: they can be shared and opened beside each other. */
export function Tabs(props: { label: string; items: { href: string; name: string }[] }) {
  const path = location.pathname;
  return (
    <nav class="tabs" aria-label={props.label}>
      {props.items.map((item) => (
        <a key={item.href} href={item.href} aria-current={path === item.href ? 'page' : undefined}>
          {item.name}
        </a>
      ))}
    </nav>
  );
}

/** Whether the window is at least that wide; follows its changes. */
export function useWide(px: number): boolean {
  const query = `(min-width: ${px}px)`;
  const [wide, setWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const listener = () => setWide(list.matches);
    list.addEventListener('change', listener);
    return () => list.removeEventListener('change', listener);
  }, [query]);
  return wide;
}
