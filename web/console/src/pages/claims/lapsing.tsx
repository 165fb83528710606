// Members whose cover ends soon: which months, how much, who was to pay, and the letter that says so.
import { api, got, type Schemas } from '../../api';
import { day, month, number, rupiah } from '../../format';
import { ButtonLink } from '../../kit/basics';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { RIGHTS, rightWords } from './right_words';
import { RightRow, Rights } from './rights';

type Member = Schemas['LapsingMember'];

export default function Lapsing() {
  const say = rightWords();
  const caller = useCaller();
  const months = (member: Member) => `${fill(say.months, { count: number(member.months_unpaid) })}: ${member.months.map(month).join(', ')}`;
  return (
    <Rights<Member>
      kind="lapsing"
      load={(after) => got(api.GET('/v1/claims/lapsing', { params: { query: { limit: 50, ...(after ? { after } : {}) } } }))}
      row={(member) => (
        <RightRow
          key={member.person}
          person={member}
          facts={[
            [say.payBy, <strong>{day(member.last_day)}</strong>],
            [say.toPay, <strong>{rupiah(member.to_pay)}</strong>],
            [say.unpaid, months(member)],
            [say.payer, member.payer ? member.payer : <>{say.nobody} {member.paid_by && <span class="hint">{fill(say.paidBy, { payer: member.paid_by })}</span>}</>],
          ]}
          actions={
            <>
              <ButtonLink kind="main" href={`${RIGHTS}/lapsing/${member.person}/letter`} label={fill(say.letterOf, { name: member.name })}>{say.letter}</ButtonLink>
              {may(caller, 'bills_read') && (member.payer_code || member.paid_by_code) && <ButtonLink href={`/office/arrears?payer=${encodeURIComponent(member.payer_code || member.paid_by_code)}`}>{say.statement}</ButtonLink>}
            </>
          }
        />
      )}
    />
  );
}
