// The rows of a file that is being corrected: windows of them as the server has them, with what was
// typed laid over until it is saved. Every change goes out at once, one after the other; what cannot
// go out (a bad line) stays here, is tried again, and the page says so.
import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { api, ApiError, got, newKey, type Problem, type Schemas } from '../../api';
import { asProblem } from '../../kit/load';
import type { Reading } from './reading';

export type DraftRow = Schemas['DraftRow'];
export interface Filter {
  which: 'all' | 'with_findings' | 'waiting';
  code: string;
  sheet: string | undefined;
}
export interface CellText {
  row: number;
  column: string;
  text: string;
}
type Answer = Schemas['DraftRows'];
type Deed = { key: string; cells?: CellText[]; kind?: 'typed' | 'pasted'; move?: 'undo' | 'redo'; again?: boolean };

const WINDOW = 100;
const CELLS_MAX = 20_000;
const AGAIN_MS = 3000;

export interface DraftRows {
  /** What the server said last of the whole; undefined at first. */
  head: Answer | undefined;
  total: number;
  saving: 'saved' | 'saving' | 'waiting';
  canUndo: boolean;
  canRedo: boolean;
  problem: Problem | undefined;
  row: (at: number) => DraftRow | undefined;
  onSight: (from: number, to: number) => void;
  change: (cells: CellText[], kind: 'typed' | 'pasted') => void;
  undo: () => void;
  redo: () => void;
  /** Another step of the draft was made elsewhere on this page. */
  moved: (draft: { revision: number }) => void;
  /** Chooses anew which rows pass the filter. */
  refresh: () => void;
  /** One more each time the server has judged the list anew. */
  round: number;
}

export function useDraftRows(upload: string, reading: Reading, filter: Filter): DraftRows {
  const [round, redraw] = useReducer<number, void>((before) => before + 1, 0);
  const kept = useRef(fresh()).current;
  const asked = JSON.stringify([upload, reading, filter]);

  const fetchRows = useCallback(
    (more: Record<string, unknown>) =>
      got(
        api.GET('/v1/uploads/{upload}/rows', {
          params: {
            path: { upload },
            query: { ...reading, which: filter.which, ...(filter.code ? { code: filter.code } : {}), ...(filter.sheet === undefined ? {} : { sheet: filter.sheet }), ...more },
          },
        }),
      ),
    [asked],
  );

  function take(answer: Answer, places: number[]): void {
    kept.head = answer;
    kept.revision = Math.max(kept.revision, answer.draft.revision);
    for (const [i, item] of answer.items.entries()) {
      const at = places[i];
      if (at === undefined) continue;
      kept.rows.set(at, { row: item, revision: answer.draft.revision });
    }
    for (const [key, cell] of kept.typed) if (cell.revision !== undefined && cell.revision <= answer.draft.revision) {
      const shown = answer.items.some((item) => item.row === cell.row);
      if (shown) kept.typed.delete(key);
    }
  }

  /** Asks for what is in sight and not known as it is now; one question at a time. */
  async function fill(): Promise<void> {
    if (kept.asking || kept.total === undefined) return;
    kept.asking = true;
    const mine = kept.asked;
    try {
      for (;;) {
        const wanted: number[] = [];
        for (let at = kept.from; at < Math.min(kept.to, kept.total ?? 0); at += 1) {
          const known = kept.rows.get(at);
          if (!known || known.revision < kept.revision) wanted.push(at);
        }
        const first = wanted[0];
        if (first === undefined || mine !== kept.asked) break;
        const start = Math.floor(first / WINDOW) * WINDOW;
        const places = Array.from({ length: Math.min(WINDOW, kept.total - start) }, (_, i) => start + i);
        const answer = await fetchRows(kept.numbers ? { row: places.map((at) => kept.numbers?.[at] ?? 1), limit: WINDOW } : { from: start, limit: WINDOW });
        if (mine !== kept.asked) break;
        if (kept.numbers) {
          const where = new Map(places.map((at) => [kept.numbers?.[at], at]));
          take(answer, answer.items.map((item) => where.get(item.row) ?? -1));
        } else take(answer, places);
        // A row that the server does not know must not be asked for again and again.
        for (const at of places) {
          const known = kept.rows.get(at);
          if (known && known.revision < answer.draft.revision) known.revision = answer.draft.revision;
        }
        if (answer.items.length === 0) break;
        kept.problem = undefined;
        redraw(undefined);
      }
    } catch (failure) {
      kept.problem = asProblem(failure);
      redraw(undefined);
    } finally {
      kept.asking = false;
      if (mine !== kept.asked) void fill();
    }
  }

  async function begin(): Promise<void> {
    const mine = (kept.asked += 1);
    kept.rows.clear();
    kept.numbers = undefined;
    kept.total = undefined;
    redraw(undefined);
    try {
      const all = filter.which === 'all' && !filter.code;
      const answer = await fetchRows({ from: 0, limit: WINDOW, ...(all ? {} : { numbers: 'yes' }) });
      if (mine !== kept.asked) return;
      kept.numbers = all ? undefined : answer.numbers;
      kept.total = all ? answer.total : answer.numbers.length;
      kept.problem = undefined;
      take(answer, answer.items.map((_, i) => i));
    } catch (failure) {
      if (mine !== kept.asked) return;
      kept.problem = asProblem(failure);
    }
    redraw(undefined);
    void fill();
  }
  useEffect(() => void begin(), [asked]);

  async function post(deed: Deed): Promise<Schemas['Draft']> {
    const path = { upload };
    const headers = { 'Idempotency-Key': deed.key };
    const revision = kept.revision;
    if (deed.move) return got(api.POST(`/v1/uploads/{upload}/${deed.move}`, { params: { path }, headers, body: { revision } }));
    const sheet = kept.head?.sheet ?? '';
    return got(api.POST('/v1/uploads/{upload}/edits', { params: { path }, headers, body: { revision, sheet, kind: deed.kind ?? 'typed', cells: deed.cells ?? [] } }));
  }

  /** Sends what waits, in order. */
  async function save(): Promise<void> {
    if (kept.saving) return;
    kept.saving = true;
    while (kept.deeds.length > 0) {
      const deed = kept.deeds[0]!;
      try {
        const draft = await post(deed);
        kept.revision = draft.revision;
        if (kept.head) kept.head = { ...kept.head, draft };
        kept.deeds.shift();
        kept.waiting = false;
        kept.problem = undefined;
        for (const cell of deed.cells ?? []) {
          const typed = kept.typed.get(`${cell.row}:${cell.column}`);
          if (typed && typed.text === cell.text) typed.revision = draft.revision;
        }
        redraw(undefined);
      } catch (failure) {
        const problem = asProblem(failure);
        const line = !(failure instanceof ApiError) || problem.status === 0 || problem.status >= 500 || problem.status === 429;
        if (line) {
          kept.waiting = true;
          kept.problem = problem;
          redraw(undefined);
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
          continue;
        }
        if (problem.status === 409 && deed.cells && !deed.again) {
          // Another window was faster; what was typed here goes on top of it.
          const now = await got(api.GET('/v1/uploads/{upload}/draft', { params: { path: { upload } } })).catch(() => undefined);
          if (now) {
            kept.revision = now.revision;
            deed.key = newKey();
            deed.again = true;
            continue;
          }
        }
        kept.problem = problem;
        kept.deeds.shift();
        for (const cell of deed.cells ?? []) kept.typed.delete(`${cell.row}:${cell.column}`);
        const now = await got(api.GET('/v1/uploads/{upload}/draft', { params: { path: { upload } } })).catch(() => undefined);
        if (now) kept.revision = now.revision;
      }
    }
    kept.saving = false;
    redraw(undefined);
    void fill();
  }

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent): void => {
      if (kept.deeds.length > 0) event.preventDefault();
    };
    addEventListener('beforeunload', leave);
    return () => removeEventListener('beforeunload', leave);
  }, []);

  const onSight = useCallback(
    (from: number, to: number) => {
      kept.from = from;
      kept.to = to;
      clearTimeout(kept.timer);
      kept.timer = window.setTimeout(() => void fill(), 40);
    },
    [asked],
  );

  return {
    head: kept.head,
    total: kept.total ?? 0,
    saving: kept.deeds.length === 0 ? 'saved' : kept.waiting ? 'waiting' : 'saving',
    problem: kept.problem,
    canUndo: kept.deeds.some((deed) => deed.cells) || (kept.head?.draft.undoable ?? 0) > 0,
    canRedo: (kept.head?.draft.redoable ?? 0) > 0,
    row(at) {
      const known = kept.rows.get(at)?.row;
      if (!known || kept.typed.size === 0) return known;
      const columns = kept.head?.columns ?? [];
      const over = columns.some((each) => kept.typed.has(`${known.row}:${each.column}`));
      if (!over) return known;
      return { ...known, cells: known.cells.map((text, i) => kept.typed.get(`${known.row}:${columns[i]?.column}`)?.text ?? text) };
    },
    onSight,
    change(cells, kind) {
      for (let from = 0; from < cells.length; from += CELLS_MAX) kept.deeds.push({ key: newKey(), kind, cells: cells.slice(from, from + CELLS_MAX) });
      for (const cell of cells) kept.typed.set(`${cell.row}:${cell.column}`, { ...cell, revision: undefined });
      redraw(undefined);
      void save();
    },
    undo() {
      kept.deeds.push({ key: newKey(), move: 'undo' });
      kept.typed.clear();
      void save();
    },
    redo() {
      kept.deeds.push({ key: newKey(), move: 'redo' });
      void save();
    },
    moved(draft) {
      kept.revision = Math.max(kept.revision, draft.revision);
      kept.typed.clear();
      void begin();
    },
    refresh: () => void begin(),
    round,
  };
}

function fresh() {
  return {
    asked: 0,
    rows: new Map<number, { row: DraftRow; revision: number }>(),
    numbers: undefined as number[] | undefined,
    total: undefined as number | undefined,
    head: undefined as Answer | undefined,
    revision: 0,
    typed: new Map<string, CellText & { revision: number | undefined }>(),
    deeds: [] as Deed[],
    from: 0,
    to: 60,
    asking: false,
    saving: false,
    waiting: false,
    timer: 0,
    problem: undefined as Problem | undefined,
  };
}
