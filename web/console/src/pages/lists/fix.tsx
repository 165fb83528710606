// Step 3: what is wrong is put right in the rows themselves, as in a spreadsheet, before anything is
// sent. Kinds of errors stand on top; each is filtered by a click or mended for all its cells.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, number } from '../../format';
import { Badge, Button, ButtonLink, Card, Empty, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { EditGrid, type GridRow, type GridTone } from '../../kit/grid';
import { useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { fill } from '../../words';
import { BulkDialog, type Rule, type Wish } from './bulk';
import { useDraftRows, type DraftRow, type DraftRows, type Filter } from './draft';
import { fixWords, ruleName } from './fix_words';
import { Kept } from './kept';
import { readingOf, settingsOf, type Reading } from './reading';
import { Steps } from './steps';
import { inGeneral, named } from './words';

type Group = Schemas['FindingGroup'];
const TONE: Record<Group['severity'], GridTone> = { error: 'bad', warning: 'warn', note: 'info' };
const WIDTHS: Record<string, number> = { nik: 220, kk: 220, kpj: 140, name: 220, address: 240, birth_date: 140, place_and_date: 220, sex: 80, rt: 60, rw: 60, village: 170, district: 150, occupation: 180, mother_name: 180, phone: 150 };
const NUMBERS_MAX = 50_000;

function worst(row: DraftRow, column?: string): { tone: GridTone; what: string } | undefined {
  let found: { tone: GridTone; what: string } | undefined;
  for (const each of row.findings) {
    if (each.severity === 'note' || (column !== undefined && each.column !== column)) continue;
    if (!found || (found.tone !== 'bad' && each.severity === 'error')) found = { tone: TONE[each.severity], what: each.what };
  }
  return found;
}

export default function FixRows({ names, query }: PageProps) {
  const say = fixWords();
  const upload = names['upload'] ?? '';
  const reading = useMemo(() => readingOf(query), [settingsOf(query)]);
  const filter: Filter = {
    which: (query.get('which') ?? 'all') as Filter['which'], code: query.get('code') ?? '', sheet: query.get('sheet') ?? undefined,
  };
  const draft = useDraftRows(upload, reading, filter);
  const general = useGeneral();
  const [active, setActive] = useState({ at: 0, column: 0 });
  const [wish, setWish] = useState<Wish>();
  const revision = draft.head?.draft.revision ?? 0;
  const about = useLoad(() => got(api.GET('/v1/uploads/{upload}', { params: { path: { upload } } })), [upload]);
  const check = useLoad(() => got(api.GET('/v1/uploads/{upload}/check', { params: { path: { upload }, query: reading } })), [upload, settingsOf(query), revision]);
  const senders = useLoad(() => got(api.GET('/v1/senders')), []);
  const knownSender = (senders.data?.items ?? []).some((each) => each.begun && each.code === reading.sender);
  useEffect(() => {
    // What was chosen goes with the draft, so that it can be gone on with at another machine.
    api.POST('/v1/uploads/{upload}/draft', { params: { path: { upload } }, body: { settings: settingsOf(query) } }).catch(() => undefined);
  }, [upload, settingsOf(query)]);
  useEffect(() => setActive({ at: 0, column: 0 }), [filter.which, filter.code, filter.sheet]);

  const head = draft.head;
  const groups = (check.data?.groups ?? []).filter((each) => each.severity !== 'note');
  const columns = useMemo(
    () => (head?.columns ?? []).map((each) => ({ key: each.column, name: `${each.column} · ${each.header || named(`f_${each.field ?? 'ignored'}`)}`, width: WIDTHS[each.field ?? ''] ?? 130 })),
    [JSON.stringify(head?.columns)],
  );
  const row = (at: number): GridRow | undefined => {
    const found = draft.row(at);
    if (!found) return undefined;
    return {
      number: found.row,
      tone: worst(found)?.tone,
      cells: columns.map((column, i) => {
        const bad = worst(found, column.key);
        return { text: found.cells[i] ?? '', tone: bad?.tone, changed: found.corrected.includes(column.key), ...(bad ? { note: bad.what } : {}) };
      }),
    };
  };
  const next = settingsOf(query);
  const go = (changes: Record<string, string | null>): void => setQuery(changes);
  const onSheet = (group: Group): Record<string, string> => ((head?.sheets.length ?? 0) > 1 ? { sheet: group.sheet } : {});
  const here = draft.row(active.at);
  const onActive = useCallback((at: number, column: number) => setActive({ at, column }), []);
  return (
    <Page
      title={say.title}
      lead={about.data && head ? fill(say.lead, { file: about.data.file_name, accepted: number(head.accepted), waiting: number(head.waiting) }) : undefined}
      actions={
        <>
          <ButtonLink href={`/office/lists/new/${upload}?${next}`}>{say.back}</ButtonLink>
          <ButtonLink kind="main" href={`/office/lists/new/${upload}?${next}&looked=1`}>{say.next}</ButtonLink>
        </>
      }
    >
      <Steps at={3} />
      <Trouble problem={about.problem ?? check.problem ?? (draft.saving === 'waiting' ? undefined : draft.problem)} />
      <Kept upload={upload} reading={reading} knownSender={knownSender} revision={revision} untouched={head !== undefined && head.draft.undoable === 0 && head.draft.redoable === 0} onDone={draft.moved} />
      {check.data && (
        <Groups groups={groups} waiting={check.data.waiting} active={filter.code} onShow={(group) => go({ code: group.code, which: 'all', ...onSheet(group) })} onRule={(group, rule) => setWish(wishOf(group, rule, head?.columns ?? []))} />
      )}
      <div class="fields">
        <SelectField label={say.which} value={filter.which} onValue={(which) => go({ which: which === 'all' ? null : which })} options={[['all', say.all], ['with_findings', say.with_findings], ['waiting', say.waiting]]} />
        <SelectField label={say.kind} value={filter.code} onValue={(code) => go({ code: code || null })} options={[['', say.everyKind], ...uniqueCodes(groups).map((each) => [each.code, `${number(each.rows)} · ${general(each)}`] as const)]} />
        {(head?.sheets.length ?? 0) > 1 && <SelectField label={say.sheet} value={head?.sheet ?? ''} onValue={(sheet) => go({ sheet })} options={(head?.sheets ?? []).map((each) => [each.sheet, `${each.sheet} (${number(each.rows)})`] as const)} />}
      </div>
      <Toolbar draft={draft} filtered={filter.which !== 'all' || filter.code !== ''} />
      {!head && !draft.problem && <Loading />}
      {head && draft.total === 0 && <Empty>{say.none}</Empty>}
      {head && draft.total > 0 && (
        <>
          <EditGrid
            caption={say.grid}
            of={`${filter.which}|${filter.code}|${head.sheet}`}
            rowName={say.row}
            columns={columns}
            total={draft.total}
            row={row}
            onSight={draft.onSight}
            active={{ at: Math.min(active.at, draft.total - 1), column: Math.min(active.column, columns.length - 1) }}
            onActive={onActive}
            height={Math.max(280, Math.round(innerHeight * 0.55))}
            onUndo={() => draft.canUndo && draft.undo()}
            onRedo={() => draft.canRedo && draft.redo()}
            onChange={(changes, kind) =>
              draft.change(
                changes.flatMap((each) => {
                  const known = draft.row(each.at);
                  const column = columns[each.column];
                  return known && column ? [{ row: known.row, column: column.key, text: each.text }] : [];
                }),
                kind,
              )
            }
          />
          {draft.total >= NUMBERS_MAX && (filter.code || filter.which !== 'all') && <p class="hint">{say.tooMany}</p>}
          {here && <RowTroubles upload={upload} reading={reading} row={here} groups={groups} sheet={head.sheet} onTake={(column, text) => draft.change([{ row: here.row, column, text }], 'typed')} onRule={(group, rule) => setWish(wishOf(group, rule, head.columns))} />}
        </>
      )}
      {head && <ColumnTools columns={head.columns} sheet={head.sheet} onWish={setWish} />}
      <BulkDialog upload={upload} reading={reading} wish={wish} revision={revision} knownSender={knownSender} onClose={() => setWish(undefined)} onDone={(done) => { setWish(undefined); draft.moved(done); }} />
    </Page>
  );
}

function wishOf(group: Group, rule: Rule, columns: Schemas['DraftRows']['columns']): Wish {
  const column = columns.find((each) => each.column === group.column);
  return { rule, sheet: group.sheet, column: group.column, header: group.header, field: column?.field ?? null, code: rule === 'day_first' || rule === 'month_first' ? '' : group.code };
}

function uniqueCodes(groups: Group[]): Group[] {
  const known = new Map<string, Group>();
  for (const each of groups) {
    const before = known.get(each.code);
    known.set(each.code, before ? { ...before, rows: before.rows + each.rows } : each);
  }
  return [...known.values()];
}

/** What is wrong, said of many cells. */
function useGeneral(): (group: Group) => string {
  const said = useSaid();
  return (group) => {
    const key = `intake.${group.code}.what`;
    const text = said(key);
    return text === key ? group.what : inGeneral(text);
  };
}

function Groups(props: { groups: Group[]; waiting: number; active: string; onShow: (group: Group) => void; onRule: (group: Group, rule: Rule) => void }) {
  const say = fixWords();
  const general = useGeneral();
  if (props.groups.length === 0) return <Notice tone="good">{say.noTroubles}</Notice>;
  return (
    <Card class={props.waiting > 0 ? 'summary-bad' : ''} title={props.waiting > 0 ? fill(say.troubles, { count: number(props.waiting) }) : say.noTroubles}>
      <ul class="row-troubles">
        {props.groups.map((group) => (
          <li key={group.code + group.sheet + group.column}>
            <Badge tone={TONE[group.severity]}>{number(group.rows)}</Badge> {general(group)} {group.header && <span class="hint">({fill(say.inColumn, { column: group.header })})</span>}
            <div class="actions">
              <Button kind="quiet" aria-pressed={props.active === group.code} onClick={() => props.onShow(group)}>{say.showThem}</Button>
              {group.column && group.rules.map((rule) => <Button key={rule} onClick={() => props.onRule(group, rule)}>{ruleName(rule)}</Button>)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Toolbar({ draft, filtered }: { draft: DraftRows; filtered: boolean }) {
  const say = fixWords();
  return (
    <div class="actions">
      <Button disabled={!draft.canUndo} onClick={draft.undo}>↶ {say.undo}</Button>
      <Button disabled={!draft.canRedo} onClick={draft.redo}>↷ {say.redo}</Button>
      {filtered && <Button kind="quiet" onClick={draft.refresh}>{say.refresh}</Button>}
      <span role="status" class={draft.saving === 'waiting' ? 'fault' : 'hint'}>
        {fill(say.shown, { count: number(draft.total) })} · {draft.saving === 'saved' ? say.saved : draft.saving === 'saving' ? say.saving : say.unsaved}
      </span>
    </div>
  );
}

/** What the sender's own lists said of that name before: to be compared with the card, never filled in. */
function LostNik(props: { upload: string; reading: Reading; sheet: string; row: number; onTake: (nik: string) => void }) {
  const say = fixWords();
  const [asked, setAsked] = useState(false);
  const found = useLoad(
    async () =>
      asked
        ? (await got(api.GET('/v1/uploads/{upload}/nik-candidates', { params: { path: { upload: props.upload }, query: { ...props.reading, sheet: props.sheet, row_number: props.row } } }))).items
        : undefined,
    [asked, props.row],
  );
  useEffect(() => setAsked(false), [props.row]);
  return (
    <>
      <p class="hint">{say.retype}</p>
      <Trouble problem={found.problem} />
      {!asked && props.reading.sender && <Button onClick={() => setAsked(true)}>{say.candidates}</Button>}
      {asked && found.data?.length === 0 && <p role="status">{say.noCandidates}</p>}
      {asked && (found.data ?? []).map((each) => (
        <p key={each.nik} class="actions">
          <span><strong>{each.nik}</strong> · {each.name} · {each.birth_date} · {each.village} <span class="hint">({fill(say.fromList, { day: day(each.as_of) })})</span></span>
          <Button onClick={() => props.onTake(each.nik)}>{say.takeThis}</Button>
        </p>
      ))}
    </>
  );
}

function RowTroubles(props: { upload: string; reading: Reading; row: DraftRow; groups: Group[]; sheet: string; onTake: (column: string, text: string) => void; onRule: (group: Group, rule: Rule) => void }) {
  const say = fixWords();
  const lost = (code: string): boolean => /^nik_(missing|placeholder|as_number|scientific|letters|length|bad_date|bad_serial)$/.test(code);
  return (
    <Card title={fill(say.here, { row: number(props.row.row) })}>
      {props.row.findings.length === 0 ? (
        <p><Badge tone="good">{say.ok}</Badge> {say.fine}</p>
      ) : (
        <ul class="row-troubles" aria-live="polite">
          {props.row.findings.map((each) => {
            const group = props.groups.find((one) => one.code === each.code && one.column === each.column && one.sheet === props.sheet);
            return (
              <li key={each.code + (each.column ?? '')}>
                <Badge tone={TONE[each.severity]}>{each.column ?? named(each.severity)}</Badge> {each.what} <span class="hint">{each.remedy}</span>
                {lost(each.code) && <LostNik upload={props.upload} reading={props.reading} sheet={props.sheet} row={props.row.row} onTake={(nik) => each.column !== null && props.onTake(each.column, nik)} />}
                <div class="actions">
                  {each.suggestion !== null && each.column !== null && <Button kind="main" onClick={() => props.onTake(each.column ?? '', each.suggestion ?? '')}>{fill(say.take, { text: each.suggestion })}</Button>}
                  {group?.column && group.rules.map((rule) => <Button key={rule} onClick={() => props.onRule(group, rule)}>{ruleName(rule)} ({number(group.rows)})</Button>)}
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

const COLUMN_RULES: Rule[] = ['trim', 'upper', 'day_first', 'month_first', 'take_suggestion'];

/** For a whole column, whatever was found in it. */
function ColumnTools(props: { columns: Schemas['DraftRows']['columns']; sheet: string; onWish: (wish: Wish) => void }) {
  const say = fixWords();
  const [column, setColumn] = useState(props.columns[0]?.column ?? '');
  const [rule, setRule] = useState<Rule>('trim');
  const found = props.columns.find((each) => each.column === column);
  return (
    <Card title={say.tools}>
      <div class="fields">
        <SelectField label={say.column} value={column} onValue={setColumn} options={props.columns.map((each) => [each.column, `${each.column} · ${each.header}`] as const)} />
        <SelectField label={say.rule} value={rule} onValue={(value) => setRule(value as Rule)} options={COLUMN_RULES.map((each) => [each, ruleName(each)] as const)} />
      </div>
      <div class="actions">
        <Button disabled={!found} onClick={() => found && props.onWish({ rule, sheet: props.sheet, column, header: found.header, field: found.field })}>{say.look}</Button>
      </div>
    </Card>
  );
}
