// Twelve months a row: paid or not, and what that means for cover. A sign and a word, never colour
// alone; the table twin says the same with who pays.
import type { Schemas } from '../../api';
import { month, rupiah, shortMonth } from '../../format';
import { Figure } from '../../kit/charts';
import { SmallTable } from '../../kit/table';
import { useSaid } from '../../kit/said';
import { words } from './words';

type Event = Schemas['HistoryEvent'];
type State = 'paid' | 'grace' | 'lapsed' | 'open' | 'none';

interface Cell {
  month: string;
  state: State;
  payer: string;
  billed: number;
}

const facts = (event: Event): Record<string, string> => event.facts as Record<string, string>;
const PROGRAMMES = ['JKK', 'JKM', 'JHT'];
const MONTHS = 12;

/** What a bill or payment of a month comes to, all programmes together. */
const amountOf = (event: Event): number => PROGRAMMES.reduce((sum, name) => sum + Number(facts(event)[name] ?? 0), 0);

/** The state of cover at the end of a month; death cover stands for the person, as in the figures. */
function coverIn(events: Event[], of: string): string {
  const last = `${of}-28`;
  const spans = events.filter((event) => event.kind === 'coverage' && event.reference === 'programme JKM');
  const span = spans.find((event) => event.at <= last && last < (facts(event)['until'] ?? ''));
  return span ? facts(span)['state'] ?? '' : '';
}

/** Every month of the years in which something was billed, up to the year of the day that is asked. */
export function cellsOf(events: Event[], on: string): Cell[] {
  const billed = new Map<string, { payer: string; billed: number; paid: boolean }>();
  for (const event of events) {
    const of = facts(event)['month'];
    if (!of || (event.kind !== 'bill' && event.kind !== 'payment')) continue;
    const known = billed.get(of) ?? { payer: '', billed: 0, paid: false };
    known.payer = facts(event)['payer'] ?? known.payer;
    if (event.kind === 'bill') known.billed += amountOf(event);
    else known.paid = true;
    billed.set(of, known);
  }
  const all = [...billed.keys()].sort();
  const [first, last] = [all[0], all[all.length - 1]];
  if (!first || !last) return [];
  const until = Math.max(Number(last.slice(0, 4)), Number((on || last).slice(0, 4)));
  const cells: Cell[] = [];
  for (let year = Number(first.slice(0, 4)); year <= until; year += 1) {
    for (let at = 1; at <= MONTHS; at += 1) {
      const of = `${year}-${String(at).padStart(2, '0')}`;
      const known = billed.get(of);
      const cover = coverIn(events, of);
      const state: State = known?.paid ? 'paid' : cover === 'grace' ? 'grace' : cover === 'lapsed' ? 'lapsed' : known && known.billed > 0 ? 'open' : 'none';
      cells.push({ month: of, state, payer: known?.payer ?? '', billed: known?.billed ?? 0 });
    }
  }
  return cells;
}

const TONE: Record<State, string> = { paid: 'good', grace: 'warn', lapsed: 'bad', open: 'bad', none: '' };
const SIGN: Record<State, string> = { paid: '✓', grace: '⏳', lapsed: '✕', open: '!', none: '·' };

export function Calendar({ events, on }: { events: Event[]; on: string }) {
  const say = words();
  const said = useSaid();
  const cells = cellsOf(events, on);
  if (cells.length === 0) return null;
  const named: Record<State, string> = { paid: say.paid, grace: said('status.state.grace'), lapsed: said('status.state.lapsed'), open: say.unpaid, none: say.none_month };
  const years = [...new Set(cells.map((cell) => cell.month.slice(0, 4)))];
  return (
    <Figure
      title={say.strip}
      name="payung-bulan"
      csv={() => [[say.month, say.state, say.payerName, say.amount], ...cells.map((cell) => [cell.month, named[cell.state], cell.payer, cell.billed])]}
      note={(Object.keys(TONE) as State[]).filter((state) => cells.some((cell) => cell.state === state)).map((state) => `${SIGN[state]} ${named[state]}`).join(' · ')}
      table={
        <SmallTable
          caption={say.strip}
          hideCaption
          rows={cells.filter((cell) => cell.state !== 'none')}
          rowKey={(row) => row.month}
          columns={[
            { key: 'month', name: say.month, cell: (row) => month(row.month) },
            { key: 'state', name: say.state, cell: (row) => named[row.state] },
            { key: 'payer', name: say.payerName, cell: (row) => row.payer || '–' },
            { key: 'amount', name: say.amount, numeric: true, cell: (row) => (row.billed > 0 ? rupiah(row.billed) : '–') },
          ]}
        />
      }
      drawing={years.map((year) => (
        <div key={year} class="year">
          <h3>{year}</h3>
          <ol class="strip months">
            {cells.filter((cell) => cell.month.startsWith(year)).map((cell) => (
              <li key={cell.month} class={TONE[cell.state]} aria-label={`${month(cell.month)}: ${named[cell.state]}`} title={[named[cell.state], cell.payer].filter(Boolean).join(', ')}>
                {shortMonth(cell.month).split(' ')[0]}<br /><span aria-hidden="true">{SIGN[cell.state]}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    />
  );
}
