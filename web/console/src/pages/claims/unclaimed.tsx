// Families that have a right and did not ask: found by the lists, not by a queue at the counter.
import { api, got, type Schemas } from '../../api';
import { day, rupiah } from '../../format';
import { ButtonLink } from '../../kit/basics';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { RIGHTS, rightWords } from './right_words';
import { Papers, reportOf, RightRow, Rights } from './rights';

export default function Unclaimed() {
  const say = rightWords();
  const caller = useCaller();
  return (
    <Rights<Schemas['UnclaimedRight']>
      kind="unclaimed"
      load={(after) => got(api.GET('/v1/claims/unclaimed', { params: { query: { limit: 100, ...(after ? { after } : {}) } } }))}
      row={(right) => (
        <RightRow
          key={right.person}
          person={right}
          facts={[
            [say.owed, <strong>{rupiah(right.owed)}</strong>],
            [say.died, <>{day(right.died_on)}{right.day_is_of_list && <span class="hint"> {say.ofList}</span>}</>],
            [say.lastClaim, right.last_day ? day(right.last_day) : '–'],
          ]}
          actions={
            <>
              {may(caller, 'events_write') && <ButtonLink kind="main" href={reportOf(right.person, 'jkm', right.died_on)}>{say.start}</ButtonLink>}
              {may(caller, 'people_unmask') && <ButtonLink href={`${RIGHTS}/${right.person}/letter`} label={fill(say.letterOf, { name: right.name })}>{say.letter}</ButtonLink>}
            </>
          }
        >
          <Papers papers={right.papers} />
        </RightRow>
      )}
    />
  );
}
