// What a decision changes, shown before it is made: members, bills, months billed twice, cover, and
// the rows of both as a drawing. The server reckons it; nothing is written by looking.
import { api, got, type Schemas } from '../../api';
import { day, month, number, rupiah, shortMonth } from '../../format';
import { Badge, Card, Loading, Notice, Trouble } from '../../kit/basics';
import { useLoad, type Loaded } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { effectWords as words } from './words';

export type Effect = Schemas['ReviewEffect'];
type Side = Schemas['ReviewSide'];

const MANY = 6;

/** "Jan 25, Feb 25" or "12 bulan, Jan 25 – Des 25" */
function monthsText(months: string[]): string {
  const say = words();
  if (months.length === 0) return '–';
  if (months.length <= MANY) return months.map(shortMonth).join(', ');
  return fill(say.span, { count: number(months.length), from: shortMonth(months[0] ?? ''), until: shortMonth(months[months.length - 1] ?? '') });
}

/** What becomes of money, members and cover, most important first. */
function consequences(effect: Effect): { text: string; tone: 'info' | 'warn' | 'good' }[] {
  const say = words();
  const lines: { text: string; tone: 'info' | 'warn' | 'good' }[] = [];
  const gone = effect.sides[effect.keeps === 'a' ? 1 : 0];
  const stays = effect.sides[effect.keeps === 'a' ? 0 : 1];
  if (effect.members_before === 2) lines.push({ text: say.twoMembers, tone: 'warn' });
  else if (effect.members_before === 1) lines.push({ text: say.oneMember, tone: 'info' });
  else lines.push({ text: say.noMember, tone: 'info' });
  if (effect.doubles.length > 0) {
    lines.push({
      text: fill(say.doubles, { count: number(effect.doubles.length), months: effect.doubles.map((each) => shortMonth(each.month)).slice(0, MANY).join(', ') + (effect.doubles.length > MANY ? ', …' : ''), amount: rupiah(effect.billed_twice), paid: rupiah(effect.paid_twice) }),
      tone: 'warn',
    });
  } else if (effect.members_before > 0) lines.push({ text: say.noDoubles, tone: 'good' });
  if (effect.members_before > 0) {
    lines.push({
      text: effect.covered_days_twice > 0 ? fill(say.coverTwice, { days: number(effect.covered_days), twice: number(effect.covered_days_twice) }) : fill(say.coverOnce, { days: number(effect.covered_days) }),
      tone: 'info',
    });
  }
  const [one, other] = [stays?.payer?.name, gone?.payer?.name];
  if (one && other && one !== other) lines.push({ text: fill(say.twoPayers, { one, other }), tone: 'warn' });
  const places = effect.sides.flatMap((side) => side.standings.filter((each) => each.standing === 'paid'));
  if (effect.members_before < 2 && effect.sides.every((side) => side.standings.some((each) => each.standing === 'paid')) && places.length > 1) {
    lines.push({ text: fill(say.placeFree, { budget: other ?? one ?? '' }), tone: 'good' });
  }
  return lines;
}

export function useEffectOf(review: string): Loaded<Effect> & { effect: Effect | undefined } {
  const found = useLoad(() => got(api.GET('/v1/reviews/{review}/effect', { params: { path: { review } } })), [review]);
  // The answer of the pair before is not this one's.
  return { ...found, effect: found.data?.id === review ? found.data : undefined };
}

export function Consequences({ of }: { of: ReturnType<typeof useEffectOf> }) {
  const say = words();
  const caller = useCaller();
  const { effect } = of;
  if (of.problem && !effect) return <Trouble problem={of.problem} retry={of.reload} />;
  if (!effect) return <Card title={say.title}><Loading /></Card>;
  if (effect.one_already) return <Card title={say.title}><Notice>{say.already}</Notice></Card>;
  const gone = effect.sides[effect.keeps === 'a' ? 1 : 0];
  return (
    <Card title={say.title}>
      <ul class="consequences">
        {consequences(effect).map((line) => (
          <li key={line.text}><Badge tone={line.tone}>{say[line.tone]}</Badge> {line.text}</li>
        ))}
      </ul>
      {effect.members_before === 2 && gone?.person && may(caller, 'people_read') && (
        <p>{say.endFirst} <a href={`/office/people/${gone.person}`}>{fill(say.openOther, { row: effect.keeps === 'a' ? say.second : say.first })}</a></p>
      )}
      <Sides effect={effect} />
      <p class="hint">{say.different}</p>
    </Card>
  );
}

function Sides({ effect }: { effect: Effect }) {
  const say = words();
  const covered = { yes: say.covered, no: say.notCovered, conditional: say.arrears };
  const standing = (side: Side) => {
    const names = say as unknown as Record<string, string>;
    return side.standings.map((each) => [names[`ans_${each.answer}`] ?? '', names[`st_${each.standing}`] ?? ''].filter(Boolean).join(', ')).join('; ') || '–';
  };
  const rows: { name: string; of: (side: Side) => string }[] = [
    { name: say.member, of: (side) => (side.member ? say.yes : side.person ? say.no : say.unlinked) },
    { name: say.standing, of: standing },
    { name: say.payer, of: (side) => side.payer?.name ?? '–' },
    { name: say.cover, of: (side) => (side.member ? covered[side.covered] + (side.covered_until ? `, ${fill(say.until, { day: day(side.covered_until) })}` : '') : '–') },
    { name: say.days, of: (side) => number(side.covered_days) },
    { name: say.monthsPaid, of: (side) => monthsText(side.months_paid) },
    { name: say.billed, of: (side) => (side.bills > 0 ? fill(say.inBills, { amount: rupiah(side.billed), bills: number(side.bills), paid: rupiah(side.paid) }) : '–') },
  ];
  const [a, b] = effect.sides;
  if (!a || !b) return null;
  const kept = (side: 'a' | 'b') => (effect.keeps === side ? ` (${say.keeps})` : '');
  return (
    <>
      <SmallTable
        caption={say.title}
        hideCaption
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', name: say.what, cell: (row) => row.name },
          { key: 'a', name: say.first + kept('a'), cell: (row) => row.of(a) },
          { key: 'b', name: say.second + kept('b'), cell: (row) => row.of(b) },
        ]}
      />
      {effect.doubles.length > 0 && (
        <details>
          <summary class="button quiet">{say.showDoubles}</summary>
          <SmallTable
            caption={say.doublesCaption}
            hideCaption
            rows={effect.doubles}
            rowKey={(row) => row.month}
            columns={[
              { key: 'month', name: say.month, cell: (row) => month(row.month) },
              { key: 'dues', name: say.dues, numeric: true, cell: (row) => rupiah(row.dues) },
              { key: 'paid', name: say.paid, numeric: true, cell: (row) => rupiah(row.paid) },
            ]}
          />
        </details>
      )}
    </>
  );
}
