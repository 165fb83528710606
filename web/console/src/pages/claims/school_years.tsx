// Children whose school year is due, and families that never asked for a scholarship.
import { api, got, type Schemas } from '../../api';
import { day, number, rupiah } from '../../format';
import { ButtonLink } from '../../kit/basics';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { RIGHTS, rightWords } from './right_words';
import { reportOf, RightRow, Rights } from './rights';

export default function SchoolYears() {
  const say = rightWords();
  const caller = useCaller();
  return (
    <Rights<Schemas['SchoolYear']>
      kind="school"
      load={(before) => got(api.GET('/v1/claims/school-years', { params: { query: { limit: 200, ...(before ? { before } : {}) } } }))}
      row={(year) => (
        <RightRow
          key={`${year.claim} ${year.child}`}
          person={year}
          facts={
            year.child === 0
              ? [[say.died, day(year.begins)]]
              : [
                  [say.gives, <strong>{rupiah(year.amount)}</strong>],
                  [say.begins, day(year.begins)],
                  [say.child, fill(say.childOf, { n: number(year.child), birth: year.child_birth ? day(year.child_birth) : '–' })],
                  [say.level, say.levels[year.level] ?? year.level],
                ]
          }
          actions={
            <>
              {year.child === 0
                ? may(caller, 'events_write') && <ButtonLink kind="main" href={reportOf(year.person, 'scholarship', year.begins)}>{say.startSchool}</ButtonLink>
                : <ButtonLink kind="main" href={`/office/claims/${year.claim}`}>{say.openClaim}</ButtonLink>}
              <ButtonLink href={`${RIGHTS}/school-years/${year.claim}/letter`} label={fill(say.letterOf, { name: year.name })}>{say.letter}</ButtonLink>
            </>
          }
        >
          {year.child === 0 && <p>{say.unasked}</p>}
        </RightRow>
      )}
    />
  );
}
