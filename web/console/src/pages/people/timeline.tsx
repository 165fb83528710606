// Everything that happened to one person, newest first, by kind if one likes.
import { useState } from 'preact/hooks';
import type { Schemas } from '../../api';
import { day, month, rupiah } from '../../format';
import { Button, Card, Empty } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { useSaid } from '../../kit/said';
import { sectorName } from '../../kit/terms';
import { fill } from '../../words';
import { words as claimWords } from '../claims/words';
import { words } from './words';

type Event = Schemas['HistoryEvent'];
type Claim = Schemas['ClaimRow'];

const SHORT = 12;
const PROGRAMMES = ['JKK', 'JKM', 'JHT'];
const facts = (event: Event): Record<string, string> => event.facts as Record<string, string>;

interface Entry {
  at: string;
  kind: string;
  text: string;
  hint: string;
  href?: string;
}

/** The sum of a bill's or payment's programmes. */
function amountOf(event: Event): string {
  const sum = PROGRAMMES.reduce((all, name) => all + Number(facts(event)[name] ?? 0), 0);
  return sum === 0 ? '' : rupiah(sum);
}

function useEntries(events: Event[], claims: Claim[]): Entry[] {
  const say = words();
  const said = useSaid();
  const claim = claimWords();
  const names = say as unknown as Record<string, string>;
  const entries = events.map((event): Entry => {
    const own = facts(event);
    const values: Record<string, string> = { ...own, kind: event.kind };
    if (event.kind === 'eligibility') values['answer'] = names[`ans_${own['answer']}`] ?? own['answer'] ?? '';
    if (event.kind === 'coverage') values['state'] = said(`status.state.${own['state']}`);
    if (event.kind === 'membership') values['kind'] = said(`programme.event.${own['kind']}`);
    if (event.kind === 'allocation') values['standing'] = names[`st_${own['standing']}`] ?? own['standing'] ?? '';
    if (event.kind === 'review') values['verdict'] = names[`v_${own['verdict']}`] ?? own['verdict'] ?? '';
    if (event.kind === 'row_ended') values['reason'] = names[`end_${own['reason']}`] ?? own['reason'] ?? '';
    if (own['payer_name']) values['payer'] = own['payer_name'];
    for (const name of ['budget', 'payer', 'programmes', 'name']) values[name] ??= '';
    if (values['month']) values['month'] = month(values['month']);
    const pattern = event.kind === 'eligibility' ? names['ev_eligibility'] : names[event.kind];
    const hints = [
      event.kind === 'bill' || event.kind === 'payment' ? amountOf(event) : '',
      event.kind === 'list_row' ? [own['village'], own['sector'] ? sectorName(own['sector']) : ''].filter(Boolean).join(', ') : '',
      event.kind === 'coverage' ? `${event.reference.replace('programme ', '')}, ${said(`status.reason.${own['reason']}`)}` : '',
      event.kind === 'eligibility' ? Object.keys(own).filter((name) => name.startsWith('not_met:')).map((name) => said(`eligibility.${name.slice(8)}`)).join('; ') : '',
      event.kind === 'review' || event.kind === 'membership' ? own['reason'] ?? '' : '',
      own['actor'] ?? own['decided_by'] ?? own['run_by'] ?? '',
    ];
    return { at: event.at, kind: event.kind, text: fill(pattern ?? names['other'] ?? '', values).replace(/ \(\)/, '').trim(), hint: hints.filter(Boolean).join(' · ') };
  });
  for (const one of claims) {
    const kind = claim.kinds[one.kind] ?? one.kind;
    entries.push({ at: one.happened_on, kind: 'claim', text: fill(say.claimHappened, { kind }), hint: '', href: `/office/claims/${one.id}` });
    entries.push({ at: one.reported_on, kind: 'claim', text: fill(say.claimReported, { kind, state: claim.states[one.state] ?? one.state }), hint: one.amount > 0 ? rupiah(one.amount) : '', href: `/office/claims/${one.id}` });
  }
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}

export function Timeline({ events, claims }: { events: Event[]; claims: Claim[] }) {
  const say = words();
  const [all, setAll] = useState(false);
  const [kind, setKind] = useState('');
  const entries = useEntries(events, claims);
  if (entries.length === 0) return null;
  const names = say as unknown as Record<string, string>;
  const kinds = [...new Set(entries.map((entry) => entry.kind))];
  const chosen = kind ? entries.filter((entry) => entry.kind === kind) : entries;
  return (
    <Card title={say.timeline} actions={<SelectField label={say.onlyKind} value={kind} onValue={setKind} options={[['', fill(say.everything, { count: entries.length })], ...kinds.map((each): [string, string] => [each, names[`k_${each}`] ?? each])]} />}>
      {chosen.length === 0 && <Empty>{say.nothing}</Empty>}
      <ol class="timeline">
        {chosen.slice(0, all ? undefined : SHORT).map((entry, at) => (
          <li key={at}>
            <strong>{day(entry.at)}</strong> {entry.href ? <a href={entry.href}>{entry.text}</a> : entry.text}
            {entry.hint && <span class="hint"> · {entry.hint}</span>}
          </li>
        ))}
      </ol>
      {chosen.length > SHORT && <Button kind="quiet" onClick={() => setAll(!all)}>{all ? say.fewer : fill(say.all, { count: chosen.length })}</Button>}
    </Card>
  );
}
