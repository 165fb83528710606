// What waits for a second person. Saying yes carries it out; nobody says yes to his own.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Empty, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { JobProgress } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { approvalKindName, approvalStateName } from '../../kit/terms';
import { moment, number, rupiah } from '../../format';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { useCaller } from '../../session';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Persetujuan',
    lead: 'Yang besar diputuskan berdua: satu orang mengusulkan, orang lain menyetujui. Begitu disetujui, langsung dijalankan.',
    show: 'Tampilkan',
    waiting: 'yang menunggu',
    all: 'semua',
    none: 'Tidak ada yang menunggu. Yang memerlukan orang kedua muncul di sini begitu diusulkan.',
    by: 'Diusulkan oleh {who}, {when}',
    mine: 'Usulan Anda sendiri: orang lain yang menyetujui.',
    answer: 'Catatan (boleh kosong)',
    yes: 'Setujui dan jalankan',
    no: 'Tolak',
    back: 'Tarik kembali',
    done: 'Disetujui dan dijalankan.',
    reason: 'Alasan',
    size: 'Besarnya',
    subject: 'Tentang',
    region: 'Wilayah',
    until: 'Berlaku sampai',
    checker: 'Diputuskan oleh',
    people: 'orang',
    more: 'Tampilkan yang lebih lama',
  },
  {
    title: 'Approvals',
    lead: 'What is large is decided by two: one proposes, another one says yes. With the yes it is carried out at once.',
    show: 'Show',
    waiting: 'what waits',
    all: 'all',
    none: 'Nothing waits. What needs a second person stands here as soon as it is proposed.',
    by: 'Proposed by {who}, {when}',
    mine: 'Your own proposal: somebody else says yes.',
    answer: 'Note (may be empty)',
    yes: 'Say yes and carry out',
    no: 'Refuse',
    back: 'Take back',
    done: 'Approved and carried out.',
    reason: 'Reason',
    size: 'Size',
    subject: 'About',
    region: 'Region',
    until: 'Valid until',
    checker: 'Decided by',
    people: 'people',
    more: 'Show older ones',
  },
);

type Approval = Schemas['Approval'];

const tone = (state: string) => (state === 'approved' ? 'good' : state === 'proposed' ? 'info' : state === 'refused' ? 'bad' : 'none');

function One({ approval, onDone }: { approval: Approval; onDone: () => void }) {
  const said = words();
  const caller = useCaller();
  const [now, setNow] = useState(approval);
  const [answer, setAnswer] = useState('');
  const [job, setJob] = useState<string>();
  const mine = now.maker === caller.name;
  const decide = useAction(async (yes: boolean) => {
    const params = { params: { path: { approval: now.id } }, body: { answer } };
    if (yes) {
      const given = await got(api.POST('/v1/approvals/{approval}/approve', params));
      setNow(given.approval);
      const outcome = given.outcome as { job?: string };
      if (outcome.job) setJob(outcome.job);
    } else {
      setNow(await got(api.POST('/v1/approvals/{approval}/refuse', params)));
    }
  });
  const money = now.kind === 'payment' || now.kind === 'claim';
  return (
    <Card
      title={`${approvalKindName(now.kind)}: ${money ? rupiah(now.size) : `${number(now.size)} ${said.people}`}`}
      actions={<Badge tone={tone(now.state)}>{approvalStateName(now.state)}</Badge>}
    >
      <dl class="facts">
        <dt>{said.subject}</dt><dd>{now.subject}</dd>
        {now.reason && <><dt>{said.reason}</dt><dd>{now.reason}</dd></>}
        {now.region && <><dt>{said.region}</dt><dd>{now.region}</dd></>}
        <dt>{said.by.split(' {')[0]}</dt><dd>{now.maker}, {moment(now.created)}</dd>
        {now.state === 'proposed' && <><dt>{said.until}</dt><dd>{moment(now.expires)}</dd></>}
        {now.checker && <><dt>{said.checker}</dt><dd>{now.checker}{now.answer && `: ${now.answer}`}</dd></>}
      </dl>
      <Trouble problem={decide.problem} />
      {now.state === 'proposed' && (
        <>
          {mine ? <Notice>{said.mine}</Notice> : <TextField label={said.answer} value={answer} onValue={setAnswer} maxLength={300} />}
          <div class="actions">
            {!mine && <Button kind="main" busy={decide.busy} onClick={() => void decide.run(true)}>{said.yes}</Button>}
            <Button kind="danger" busy={decide.busy} onClick={() => void decide.run(false)}>{mine ? said.back : said.no}</Button>
          </div>
        </>
      )}
      {now.state === 'approved' && now !== approval && !job && <Notice tone="good">{said.done}</Notice>}
      {job && <JobProgress id={job} name={approvalKindName(now.kind)} onEnd={onDone} />}
    </Card>
  );
}

export default function Approvals({ query }: PageProps) {
  const said = words();
  const all = query.get('show') === 'all';
  const [older, setOlder] = useState<Approval[]>([]);
  const [next, setNext] = useState<string | null>();
  const loaded = useLoad(async () => {
    setOlder([]);
    const page = await got(api.GET('/v1/approvals', { params: { query: { limit: 50, ...(all ? {} : { state: 'proposed' as const }) } } }));
    setNext(page.items.length === 50 ? page.next : null);
    return page;
  }, [all]);
  const more = useAction(async () => {
    const page = await got(api.GET('/v1/approvals', { params: { query: { limit: 50, before: next ?? '', ...(all ? {} : { state: 'proposed' as const }) } } }));
    setOlder(older.concat(page.items));
    setNext(page.items.length === 50 ? page.next : null);
  });
  const items = (loaded.data?.items ?? []).concat(older);
  return (
    <Page title={said.title} lead={said.lead}>
      <SelectField label={said.show} value={all ? 'all' : 'waiting'} onValue={(show) => setQuery({ show: show === 'all' ? 'all' : null })} options={[['waiting', said.waiting], ['all', said.all]]} />
      <Trouble problem={loaded.problem ?? more.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && items.length === 0 && <Empty>{said.none}</Empty>}
      {items.map((each) => <One key={each.id} approval={each} onDone={() => undefined} />)}
      {next && <Button busy={more.busy} onClick={() => void more.run()}>{said.more}</Button>}
    </Page>
  );
}
