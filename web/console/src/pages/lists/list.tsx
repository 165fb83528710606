// One list: what became of its rows, what is wrong, what changed against the list before.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, moment, number } from '../../format';
import { Badge, Button, ButtonLink, Card, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { LongTable, SmallTable } from '../../kit/table';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { ruleName } from './fix_words';
import { inGeneral, named, words } from './words';

const TONE = { error: 'bad', warning: 'warn', note: 'info' } as const;

export default function OneList({ names }: PageProps) {
  const say = words();
  const said = useSaid();
  const caller = useCaller();
  const list = names['list'] ?? '';
  const found = useLoad(() => got(api.GET('/v1/lists/{list}', { params: { path: { list } } })), [list]);
  const [only, setOnly] = useState(true);
  const [rows, setRows] = useState(false);
  const data = found.data;
  if (!data) return <Page title={say.title}>{found.problem ? <Trouble problem={found.problem} /> : <Loading />}</Page>;
  const total = (severity: string) => data.findings.filter((each) => each.severity === severity).reduce((sum, each) => sum + each.count, 0);
  return (
    <Page
      title={data.file}
      lead={`${data.sender_name} · ${named(data.kind)} · ${day(data.as_of)}`}
      actions={
        <>
          <ButtonLink href={`/v1/lists/${list}/marked`} download>{say.marked}</ButtonLink>
          {may(caller, 'lists_write') && data.waiting > 0 && data.upload && <ButtonLink kind="main" href={`/office/lists/new/${data.upload}/fix?${new URLSearchParams({ sender: data.sender, as_of: data.as_of, as: 'automatic', which: 'waiting' }).toString()}`}>{say.fixHere}</ButtonLink>}
          {may(caller, 'lists_write') && data.waiting > 0 && <ButtonLink href={`/office/lists/new?sender=${encodeURIComponent(data.sender)}&as=correction`}>{say.again}</ButtonLink>}
          <ButtonLink href={`/v1/lists/${list}/original`} download>{say.original}</ButtonLink>
        </>
      }
    >
      <div class="stats">
        <Stat label={say.rows} value={data.rows} />
        <Stat label={say.accepted} value={data.accepted} share={data.rows > 0 ? data.accepted / data.rows : 0} />
        <Stat label={say.waiting} value={data.waiting} />
        <Stat label={say.toLookAt} value={total('warning')} />
      </div>
      {data.waiting > 0 && <p class="hint">{say.againHint}</p>}
      <Card title={say.groups}>
        <SmallTable
          caption={say.groups}
          hideCaption
          rows={data.findings}
          rowKey={(row) => row.severity + row.code}
          columns={[
            { key: 'severity', name: say.severity, cell: (row) => <Badge tone={TONE[row.severity as keyof typeof TONE] ?? 'none'}>{named(row.severity)}</Badge> },
            { key: 'what', name: say.what, cell: (row) => inGeneral(said(`intake.${row.code}.what`)) },
            { key: 'remedy', name: say.remedy, cell: (row) => inGeneral(said(`intake.${row.code}.do`)) },
            { key: 'count', name: say.count, numeric: true, cell: (row) => number(row.count) },
          ]}
        />
      </Card>
      <Card title={say.findings} actions={<Button kind="quiet" aria-pressed={only} onClick={() => setOnly(!only)}>{only ? say.allFindings : say.onlyErrors}</Button>}>
        <LongTable<Schemas['StoredFinding']>
          caption={say.findings}
          of={`${list}${only}`}
          height={360}
          load={async (after) => {
            const window = await got(api.GET('/v1/lists/{list}/findings', { params: { path: { list }, query: { limit: 100, ...(only ? { severity: 'error' as const } : {}), ...(after === undefined ? {} : { after: String(after) }) } } }));
            return { rows: window.items, next: window.next };
          }}
          columns={[
            { key: 'row', name: say.row, width: 0.6, numeric: true, cell: (row) => `${row.column}${row.row}` },
            { key: 'header', name: say.header, cell: (row) => row.header },
            { key: 'what', name: say.what, width: 3, cell: (row) => <span title={row.what}>{row.what}</span> },
            { key: 'remedy', name: say.remedy, width: 3, cell: (row) => <span title={row.remedy}>{row.remedy}</span> },
          ]}
        />
      </Card>
      {data.corrected > 0 && (
        <Card title={`${say.edited} (${number(data.corrected)})`}>
          <LongTable<Schemas['ListEdit']>
            caption={say.edited}
            of={list}
            height={320}
            load={async (after) => {
              const window = await got(api.GET('/v1/lists/{list}/edits', { params: { path: { list }, query: { limit: 100, ...(after === undefined ? {} : { after: String(after) }) } } }));
              return { rows: window.items, next: window.next };
            }}
            columns={[
              { key: 'row', name: say.row, width: 0.6, numeric: true, cell: (row) => `${row.column}${row.row}` },
              { key: 'header', name: say.header, cell: (row) => row.header },
              { key: 'before', name: say.before, width: 1.5, cell: (row) => <span class="struck">{row.before}</span> },
              { key: 'after', name: say.after, width: 1.5, cell: (row) => row.after },
              { key: 'how', name: say.how, cell: (row) => (['typed', 'pasted', 'remembered'].includes(row.rule) ? named(row.rule) : ruleName(row.rule)) },
              { key: 'by', name: say.editedBy, cell: (row) => row.edited_by },
              { key: 'at', name: say.editedAt, cell: (row) => moment(row.edited_at) },
            ]}
          />
        </Card>
      )}
      <Card title={say.differences}>
        <LongTable<Schemas['Difference']>
          caption={say.differences}
          of={list}
          height={320}
          empty={say.noDifferences}
          load={async (after) => {
            const window = await got(api.GET('/v1/lists/{list}/differences', { params: { path: { list }, query: { limit: 100, ...(after === undefined ? {} : { after: String(after) }) } } }));
            return { rows: window.items, next: window.next };
          }}
          columns={[
            { key: 'change', name: say.change, cell: (row) => said(`lists.change.${row.change}`) },
            { key: 'row', name: say.row, numeric: true, width: 0.6, cell: (row) => number(row.row) },
            { key: 'name', name: say.name, width: 2, cell: (row) => row.name },
            { key: 'nik', name: say.nik, width: 1.5, cell: (row) => row.nik },
            { key: 'fields', name: say.fields, width: 2, cell: (row) => row.fields },
          ]}
        />
      </Card>
      <Card title={say.people} actions={!rows && <Button onClick={() => setRows(true)}>{say.show}</Button>}>
        <p class="hint">{say.seen}</p>
        {rows && (
          <LongTable<Schemas['Row']>
            caption={say.people}
            of={list}
            height={480}
            load={async (after) => {
              const window = await got(api.GET('/v1/lists/{list}/rows', { params: { path: { list }, query: { limit: 100, ...(after === undefined ? {} : { after: String(after) }) } } }));
              return { rows: window.items, next: window.next };
            }}
            columns={[
              { key: 'row', name: say.row, numeric: true, width: 0.6, cell: (row) => number(row.row) },
              { key: 'name', name: say.name, width: 2, cell: (row) => (row.person && may(caller, 'people_read') ? <a href={`/office/people/${row.person}`}>{row.name}</a> : row.name) },
              { key: 'nik', name: say.nik, width: 1.6, cell: (row) => row.nik },
              { key: 'born', name: say.born, cell: (row) => (row.birth_date ? day(row.birth_date) : '–') },
              { key: 'place', name: say.place, cell: (row) => row.village },
              { key: 'work', name: say.work, cell: (row) => row.occupation },
              { key: 'status', name: say.status, cell: (row) => <Badge tone={row.status === 'accepted' ? 'good' : 'warn'}>{row.status === 'accepted' ? say.ok : say.wait}</Badge> },
            ]}
          />
        )}
      </Card>
    </Page>
  );
}
