// What several pages of claims show.
import type { Schemas } from '../../api';
import { Badge } from '../../kit/basics';
import { day, number } from '../../format';
import { fill } from '../../words';
import { words } from './words';

export type Claim = Schemas['Claim'];
export type Row = Schemas['ClaimRow'];

const tones: Record<string, 'good' | 'warn' | 'bad' | 'info'> = {
  open: 'info', verified: 'info', assessed: 'info', approved: 'good', refused: 'bad', ordered: 'good', paid: 'good', appealed: 'warn', overpaid: 'warn',
};

export function StateBadge({ state }: { state: string }) {
  return <Badge tone={tones[state] ?? 'info'}>{words().states[state] ?? state}</Badge>;
}

/** By when something must happen, and whether it is late; `alone`: no heading says what the day is. */
export function Due({ row, alone = false }: { row: Row; alone?: boolean }) {
  const say = words();
  const standard = row.standard;
  if (!standard) return null;
  const days = number(Math.abs(standard.days_left));
  return (
    <span class="due" title={day(standard.due)}>
      <span class="due-day">{alone ? fill(say.due_by, { day: day(standard.due) }) : day(standard.due)}</span> <Badge tone={standard.late ? 'bad' : 'info'}>{fill(standard.late ? say.days_late : say.days_left, { n: days })}</Badge>{' '}
      <span class="hint">{say.waits[standard.waits_for]}</span>
    </span>
  );
}
