// Pairs that a person decides: side by side, why the model thinks so, decided by key or button.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, number } from '../../format';
import { Button, Card, Empty, Loading, Notice, Page, ProgressBar, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { useSenderNames } from '../../kit/senders';
import { SmallTable } from '../../kit/table';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { Cluster, shareText } from './cluster';
import { differences, type Piece } from './differences';
import { Consequences, useEffectOf } from './effect';
import { named, words } from './words';
import './duplicates.css';

type Review = Schemas['Review'];
type Verdict = 'same' | 'different' | 'undone';
interface Row {
  row: string;
  sender: string;
  sheet: string;
  number: number;
  [field: string]: string | number;
}
interface Evidence {
  evidence: string;
  cell: string;
  millibits: number;
}

const FIELDS = ['name', 'nik', 'birth_date', 'sex', 'mother_name', 'village', 'address', 'rt', 'rw', 'phone', 'occupation'];

export default function Queue() {
  const say = words();
  const caller = useCaller();
  const queue = useLoad(() => got(api.GET('/v1/reviews', { params: { query: { limit: 50 } } })), []);
  const [at, setAt] = useState(0);
  const [last, setLast] = useState<{ id: string; text: string }>();
  const [count, setCount] = useState(0);
  const [reason, setReason] = useState('');
  // Decided since the queue was read: its numbers are of then.
  const [sinceRead, setSinceRead] = useState(0);
  const waiting = queue.data?.items ?? [];
  const review = waiting[at];
  const allowed = may(caller, 'review_propose');
  const decide = useAction(async (id: string, verdict: Verdict) => {
    const answer = await api.POST('/v1/reviews/{review}/decision', {
      params: { path: { review: id } },
      body: { verdict, reason: reason.trim().length >= 3 ? reason.trim() : say.defaultReason },
    });
    const told = await got(Promise.resolve(answer));
    const text = verdict === 'undone' ? say.undone : verdict === 'different' ? say.decided_different : (told as Review).verdict === 'same' ? say.decided_same : say.proposed;
    setLast(verdict === 'undone' ? undefined : { id, text });
    setCount((before) => Math.max(0, before + (verdict === 'undone' ? -1 : 1)));
    setReason('');
    if (verdict === 'undone' || at + 1 >= waiting.length) {
      setAt(0);
      setSinceRead(0);
      queue.reload();
    } else {
      setSinceRead(sinceRead + (text === say.proposed ? 0 : 1));
      setAt(at + 1);
    }
  });
  const later = () => setAt((before) => (waiting.length > 0 ? (before + 1) % waiting.length : 0));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.ctrlKey || event.metaKey || event.altKey || (target && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
      const key = event.key.toLowerCase();
      if (key === 'n') later();
      if (!allowed) return;
      if (key === 's' && review) void decide.run(review.id, 'same');
      if (key === 'd' && review) void decide.run(review.id, 'different');
      if (key === 'u' && last) void decide.run(last.id, 'undone');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  if (!queue.data) return <Page title={say.title}>{queue.problem ? <Trouble problem={queue.problem} retry={queue.reload} /> : <Loading />}</Page>;
  return (
    <Page title={say.title} lead={say.lead}>
      <Trouble problem={decide.problem} />
      <Progress open={Math.max(0, queue.data.open - sinceRead)} decided={queue.data.decided + sinceRead} />
      <p class="hint" role="status">
        {count > 0 && fill(say.done, { count: number(count) })} {last?.text}
      </p>
      {!review && <Empty>{say.none}</Empty>}
      {review && (
          <Question review={review}>
            {allowed && (
              <Card title={say.question}>
                <TextField label={say.reason} hint={say.reasonHint} value={reason} onValue={setReason} placeholder={say.defaultReason} maxLength={500} />
                <div class="actions decide">
                  <Button kind="main" busy={decide.busy} onClick={() => void decide.run(review.id, 'same')}>{say.same}</Button>
                  <Button busy={decide.busy} onClick={() => void decide.run(review.id, 'different')}>{say.different}</Button>
                  <Button onClick={later}>{say.later}</Button>
                  {last && <Button kind="quiet" onClick={() => void decide.run(last.id, 'undone')}>{say.undo}</Button>}
                </div>
                <p class="hint">{say.keys}</p>
              </Card>
            )}
          </Question>
      )}
      {!allowed && <Notice>{say.lead}</Notice>}
    </Page>
  );
}

/** The pair, what a decision changes, the decision itself, and then what speaks for it. */
function Question({ review, children }: { review: Review; children: ComponentChildren }) {
  const of = useEffectOf(review.id);
  return (
    <>
      <Pair review={review} />
      <Consequences of={of} />
      {children}
      <Weights review={review} />
      {of.effect && <Cluster effect={of.effect} review={review.id} />}
    </>
  );
}

/** How far the whole queue is, not this page's part of it. */
function Progress({ open, decided }: { open: number; decided: number }) {
  const say = words();
  return <ProgressBar label={fill(say.progress, { open: number(open), decided: number(decided) })} done={decided} all={open + decided} />;
}

function Marked({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map((piece, at) => (piece.differs ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))}</>;
}

/** A field of a row as people write it: a day in words, what a letter stands for. */
function fieldText(row: Row, field: string): string {
  const value = String(row[field] ?? '');
  if (field === 'birth_date') return value === '' ? '' : day(value);
  if (field === 'sex') return value === '' ? '' : named(`sex_${value}`).replace(/^sex_/, '');
  return value;
}

function Pair({ review }: { review: Review }) {
  const say = words();
  const sender = useSenderNames();
  const a = review.a as unknown as Row;
  const b = review.b as unknown as Row;
  const text = fieldText;
  const shown = FIELDS.filter((field) => text(a, field) !== '' || text(b, field) !== '');
  return (
    <Card title={fill(say.likely, { share: shareText(review.probability) })}>
      <div class="table-wrap" tabIndex={0} role="region" aria-label={say.question}>
        <table class="pair" aria-label={say.question}>
          <thead>
            <tr>
              <th scope="col">{say.field}</th>
              <th scope="col">{fill(say.from, { sender: sender(a.sender), number: a.number })}</th>
              <th scope="col">{fill(say.from, { sender: sender(b.sender), number: b.number })}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => {
              const [left, right] = differences(text(a, field), text(b, field));
              return (
                <tr key={field}>
                  <th scope="row">{named(`f_${field}`)}</th>
                  <td><Marked pieces={left} /></td>
                  <td><Marked pieces={right} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="hint">{say.marks}</p>
    </Card>
  );
}

/** Each piece of evidence as a bar to the right (for) or to the left (against), in bits. */
function Weights({ review }: { review: Review }) {
  const say = words();
  const said = useSaid();
  const [table, setTable] = useState(false);
  const evidence = (review.evidence as unknown as Evidence[]).filter((each) => each.millibits !== 0);
  const bits = (millibits: number) => (millibits > 0 ? '+' : '') + number(Math.round(millibits / 100) / 10);
  const cells = (cell: string) => cell.split('.').filter(Boolean).map((each) => said(`link.cell.${each}`)).join(', ');
  const most = Math.max(1, ...evidence.map((each) => Math.abs(each.millibits)));
  const sum = evidence.reduce((total, each) => total + each.millibits, 0);
  const direction = (each: Evidence) => (each.millibits > 0 ? say.for : say.against);
  return (
    <Card title={say.why} actions={<Button kind="quiet" aria-pressed={table} onClick={() => setTable(!table)}>{table ? say.chart : say.table}</Button>}>
      {table ? (
        <SmallTable
          caption={say.why}
          hideCaption
          rows={evidence}
          rowKey={(row) => row.evidence}
          columns={[
            { key: 'field', name: say.field, cell: (row) => named(`e_${row.evidence}`) },
            { key: 'cell', name: say.why, cell: (row) => cells(row.cell) },
            { key: 'weight', name: say.weight, numeric: true, cell: (row) => `${bits(row.millibits)} (${direction(row)})` },
          ]}
        />
      ) : (
        <ul class="waterfall">
          {evidence.map((each) => (
            <li key={each.evidence}>
              <span><strong>{named(`e_${each.evidence}`)}</strong> {cells(each.cell)}</span>
              <span class="numeric">{bits(each.millibits)} ({direction(each)})</span>
              <span class="weights" aria-hidden="true">
                <span class={each.millibits > 0 ? 'speaks-for' : 'speaks-against'} style={{ width: `${(Math.abs(each.millibits) / most) * 50}%`, [each.millibits > 0 ? 'left' : 'right']: '50%' }} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>{say.sum}: {bits(sum)}. {fill(say.likely, { share: shareText(review.probability) })}.</p>
    </Card>
  );
}
