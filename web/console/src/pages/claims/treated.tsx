// Members whom a hospital treated and of whose accident nobody told: somebody should ask.
import { api, got, type Schemas } from '../../api';
import { day } from '../../format';
import { Badge, ButtonLink } from '../../kit/basics';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { RIGHTS, rightWords } from './right_words';
import { Papers, reportOf, RightRow, Rights } from './rights';

export default function Treated() {
  const say = rightWords();
  const caller = useCaller();
  return (
    <Rights<Schemas['TreatedMember']>
      kind="treated"
      load={(after) => got(api.GET('/v1/claims/treated', { params: { query: { limit: 200, ...(after ? { after } : {}) } } }))}
      row={(member) => (
        <RightRow
          key={member.person}
          person={member}
          facts={[
            [say.listed, day(member.listed_on)],
            [say.reportBy, <strong>{member.last_day_to_report ? day(member.last_day_to_report) : '–'}</strong>],
            [say.lastClaim, member.last_day_to_claim ? day(member.last_day_to_claim) : '–'],
            [say.cover, member.covered === 'yes' ? <Badge tone="good">{say.covered}</Badge> : say.conditional],
          ]}
          actions={
            <>
              {may(caller, 'events_write') && <ButtonLink kind="main" href={reportOf(member.person, 'jkk', member.listed_on)}>{say.startAccident}</ButtonLink>}
              <ButtonLink href={`${RIGHTS}/treated/${member.person}/letter`} label={fill(say.letterOf, { name: member.name })}>{say.letter}</ButtonLink>
            </>
          }
        >
          <Papers papers={member.papers} />
        </RightRow>
      )}
    />
  );
}
