// Families that have a right and did not ask: found by the lists, not by a queue at the counter.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, rupiah } from '../../format';
import { Button, ButtonLink, Card, Empty, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { may, useCaller } from '../../session';
import { words } from './words';

type Right = Schemas['UnclaimedRight'];

function One({ right }: { right: Right }) {
  const say = words();
  const caller = useCaller();
  const start = `/office/claims/new?person=${encodeURIComponent(right.person)}&kind=jkm&on=${right.died_on}`;
  return (
    <Card
      title={<a href={`/office/people/${right.person}`}>{right.name || right.person.slice(0, 8)}</a>}
      actions={may(caller, 'events_write') && <ButtonLink kind="main" href={start}>{say.start_claim}</ButtonLink>}
    >
      <div class="stats">
        <Stat label={say.owed} value={rupiah(right.owed)} />
        <Stat label={say.died} value={day(right.died_on)} note={right.day_is_of_list ? say.of_list : undefined} />
        <Stat label={say.last} value={right.last_day ? day(right.last_day) : '–'} />
      </div>
      <details>
        <summary>{say.papers}</summary>
        <ul>{right.papers.filter((each) => each.needed).map((each) => <li key={each.code}>{each.name}</li>)}</ul>
      </details>
    </Card>
  );
}

export default function Unclaimed() {
  const say = words();
  const [after, setAfter] = useState<string>();
  const loaded = useLoad(
    () => got(api.GET('/v1/claims/unclaimed', { params: { query: { limit: 100, ...(after ? { after } : {}) } } })),
    [after],
  );
  const next = loaded.data?.next;
  return (
    <Page title={say.un_title} lead={say.un_lead}>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data?.items.length === 0 && <Empty>{say.un_none}</Empty>}
      {loaded.data?.items.map((right) => <One key={right.person} right={right} />)}
      {next && <div class="actions"><Button onClick={() => setAfter(next)}>{say.more}</Button></div>}
    </Page>
  );
}
