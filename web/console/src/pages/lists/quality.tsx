// How good the lists of each sender are: the share of good rows, list by list, and of one sender what
// is wrong most often, against the list before.
import { api, got, type Schemas } from '../../api';
import { day, number, percent } from '../../format';
import { Badge, Bar, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { SmallTable } from '../../kit/table';
import type { PageProps } from '../../route';
import { inGeneral, named, words } from './words';

type Lists = Schemas['SenderLists'];
const share = (list: { rows: number; accepted: number }): number => (list.rows > 0 ? list.accepted / list.rows : 0);
/** The last whole list; a correction holds only the rows that were bad. */
const whole = (lists: Lists['lists']): Lists['lists'][number] | undefined => lists.filter((each) => each.kind === 'next').at(-1) ?? lists.at(-1);

/** One bar a list; the table of one sender says the same in numbers. */
function Trend({ lists }: { lists: Lists['lists'] }) {
  return (
    <span class="trend" role="img" aria-label={lists.map((each) => percent(share(each))).join(', ')}>
      {lists.map((each) => <span key={each.version} style={{ height: `${Math.round(share(each) * 28)}px` }} />)}
    </span>
  );
}

export default function Quality({ query }: PageProps) {
  const say = words();
  const all = useLoad(() => got(api.GET('/v1/data-quality')), []);
  const sender = query.get('sender') ?? '';
  const rows = (all.data?.items ?? [])
    .filter((each) => each.lists.length > 0)
    .sort((a, b) => share(whole(a.lists) ?? { rows: 0, accepted: 0 }) - share(whole(b.lists) ?? { rows: 0, accepted: 0 }));
  return (
    <Page title={say.quality} lead={say.qualityLead}>
      <Trouble problem={all.problem} />
      {all.loading && !all.data && <Loading />}
      {all.data && rows.length === 0 && <Empty>{say.noneYet}</Empty>}
      {rows.length > 0 && (
        <Card>
          <SmallTable
            caption={say.quality}
            hideCaption
            rows={rows}
            rowKey={(row) => row.sender}
            columns={[
              { key: 'name', name: say.sender, cell: (row) => <a href={`/office/lists/quality?sender=${encodeURIComponent(row.sender)}`} aria-current={row.sender === sender ? 'true' : undefined}>{row.name}</a> },
              { key: 'kind', name: say.kind, cell: (row) => named(row.kind) },
              { key: 'asOf', name: say.asOf, cell: (row) => day(whole(row.lists)?.as_of ?? '') },
              { key: 'rows', name: say.rows, numeric: true, cell: (row) => number(whole(row.lists)?.rows ?? 0) },
              { key: 'good', name: say.good, numeric: true, cell: (row) => <>{percent(share(whole(row.lists)!))} <Bar share={share(whole(row.lists)!)} /></> },
              { key: 'trend', name: say.trend, cell: (row) => <Trend lists={row.lists} /> },
              { key: 'n', name: say.lists_n, numeric: true, cell: (row) => <a href={`/office/lists?sender=${encodeURIComponent(row.sender)}`}>{number(row.lists.length)}</a> },
            ]}
          />
        </Card>
      )}
      {sender && <OneSender sender={sender} />}
    </Page>
  );
}

function OneSender({ sender }: { sender: string }) {
  const say = words();
  const said = useSaid();
  const found = useLoad(() => got(api.GET('/v1/senders/{sender}/quality', { params: { path: { sender } } })), [sender]);
  if (!found.data) return found.problem ? <Trouble problem={found.problem} /> : <Loading />;
  const { data } = found;
  const turn = (now: number, before: number | null) => {
    if (before === null || now === before) return <Badge tone="none">{say.equal}</Badge>;
    return now > before ? <Badge tone="bad">{say.worse}</Badge> : <Badge tone="good">{say.better}</Badge>;
  };
  return (
    <>
      <Card title={`${say.commonest}: ${data.name}`}>
        <SmallTable
          caption={say.commonest}
          hideCaption
          rows={data.findings}
          rowKey={(row) => row.severity + row.code}
          columns={[
            { key: 'severity', name: say.severity, cell: (row) => <Badge tone={row.severity === 'error' ? 'bad' : 'warn'}>{named(row.severity)}</Badge> },
            { key: 'what', name: say.what, cell: (row) => inGeneral(said(`intake.${row.code}.what`)) },
            { key: 'remedy', name: say.remedy, cell: (row) => inGeneral(said(`intake.${row.code}.do`)) },
            { key: 'rows', name: say.count, numeric: true, cell: (row) => number(row.rows) },
            { key: 'before', name: say.beforeThat, numeric: true, cell: (row) => (row.rows_before === null ? '–' : number(row.rows_before)) },
            { key: 'turn', name: say.trend, cell: (row) => turn(row.rows, row.rows_before) },
          ]}
        />
      </Card>
      <Card title={`${say.trend}: ${data.name}`}>
        <SmallTable
          caption={say.trend}
          hideCaption
          rows={[...data.lists].reverse()}
          rowKey={(row) => row.version}
          columns={[
            { key: 'asOf', name: say.asOf, cell: (row) => <a href={`/office/lists/${row.version}`}>{day(row.as_of)}</a> },
            { key: 'kind', name: say.kind, cell: (row) => named(row.kind) },
            { key: 'rows', name: say.rows, numeric: true, cell: (row) => number(row.rows) },
            { key: 'good', name: say.good, numeric: true, cell: (row) => percent(share(row)) },
            { key: 'corrected', name: say.correctedCells, numeric: true, cell: (row) => number(row.corrected) },
          ]}
        />
      </Card>
    </>
  );
}
