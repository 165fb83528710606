// Whom a company pays for, by name, with their cover: beside a campaign, and as a page of its own.
import { api, got, type Schemas } from '../../api';
import { day, month, number } from '../../format';
import { ButtonLink, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { Cover } from '../people/search';

const words = inBoth(
  {
    title: 'Pekerja Anda', lead: 'Siapa yang Anda tanggung, dan sampai kapan terlindungi. Tiap nama yang tampil tercatat sebagai dilihat.', send: 'Kirim daftar pekerja', lapsing: 'Yang akan gugur',
    workers: 'Pekerja yang ditanggung', none: 'Belum ada. Setelah kantor cabang mencarikan pekerja, nama mereka tampil di sini.', person: 'Nama', kpj: 'Nomor peserta', job: 'Pekerjaan', since: 'Sejak', cover: 'Perlindungan', until: 'sampai {day}', ended: 'berakhir {day}', of: 'peserta pada {month}',
  },
  {
    title: 'Your workers', lead: 'For whom you pay, and until when they are covered. Every name shown is recorded as looked at.', send: 'Send a list of workers', lapsing: 'About to lapse',
    workers: 'Workers carried', none: 'None yet. Once the branch office has found workers, their names appear here.', person: 'Name', kpj: 'Member number', job: 'Work', since: 'Since', cover: 'Cover', until: 'until {day}', ended: 'ended {day}', of: 'members in {month}',
  },
);

/** So many at most; who carries more looks into the exports. */
const MOST = 500;
/** In one question: few enough that the first names stand soon on a slow line. */
const PAGE = 250;

type Worker = Schemas['Member'];

async function workersOf(payer: string) {
  const found: Worker[] = [];
  let after: string | null = null;
  let of = '';
  do {
    const page: { month: string; items: Worker[]; next: string | null } = await got(
      api.GET('/v1/members', { params: { query: { payer, with: 'cover', limit: PAGE, ...(after ? { after } : {}) } } }),
    );
    found.push(...page.items);
    of = page.month;
    after = page.next;
  } while (after && found.length < MOST);
  return { of, items: found };
}

function CoverOf({ worker }: { worker: Worker }) {
  const say = words();
  const { covered = 'no', covered_until: until } = worker;
  return <><Cover covered={covered} /> {until && fill(covered === 'no' ? say.ended : say.until, { day: day(until) })}</>;
}

export function Workers({ payer, round }: { payer: string; round: number }) {
  const say = words();
  const loaded = useLoad(() => workersOf(payer), [payer, round]);
  const { items = [], of = '' } = loaded.data ?? {};
  return (
    <Card title={say.workers}>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && items.length === 0 && <Empty>{say.none}</Empty>}
      {items.length > 0 && (
        <>
          <p class="hint">{number(items.length)} {fill(say.of, { month: month(of) })}</p>
          <SmallTable<Worker>
            caption={say.workers}
            hideCaption
            rows={items}
            rowKey={(row) => row.person}
            columns={[
              { key: 'person', name: say.person, cell: (row) => <a href={`/office/people/${row.person}`}>{row.name ?? row.kpj}</a> },
              { key: 'cover', name: say.cover, cell: (row) => <CoverOf worker={row} /> },
              { key: 'number', name: say.kpj, cell: (row) => row.kpj },
              { key: 'job', name: say.job, cell: (row) => sectorName(row.sector) },
              { key: 'since', name: say.since, cell: (row) => day(row.start) },
            ]}
          />
        </>
      )}
    </Card>
  );
}

export default function WorkersPage() {
  const say = words();
  const caller = useCaller();
  const own = caller.scope.find((limit) => limit.kind === 'payer')?.value;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <>
          {may(caller, 'lists_write') && <ButtonLink kind="main" href="/office/lists/new">{say.send}</ButtonLink>}
          <ButtonLink href="/office/claims/unclaimed/lapsing">{say.lapsing}</ButtonLink>
        </>
      }
    >
      {own ? <Workers payer={own} round={0} /> : <Empty>{say.none}</Empty>}
    </Page>
  );
}
