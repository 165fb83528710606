// Long work that was asked for, newest first; what runs shows how far it is.
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Page } from '../../kit/basics';
import { LongTable } from '../../kit/table';
import { jobName, jobStateName, jobTone } from '../../kit/terms';
import { moment, number } from '../../format';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Proses berjalan',
    lead: 'Yang sedang dan sudah dikerjakan komputer: menerima daftar, mencocokkan, mendaftarkan, menagih. Berjalan satu demi satu.',
    what: 'Pekerjaan',
    state: 'Keadaan',
    by: 'Diminta oleh',
    when: 'Diminta',
    ended: 'Berakhir',
    far: 'Kemajuan',
    none: 'Belum ada yang diminta. Menerima daftar, mencocokkan, membagi, dan menagih muncul di sini selama berjalan.',
    reload: 'Perbarui',
  },
  {
    title: 'Work under way',
    lead: 'What the computer does and did: taking lists in, linking, enrolling, billing. One runs after the other.',
    what: 'Work',
    state: 'State',
    by: 'Asked by',
    when: 'Asked',
    ended: 'Ended',
    far: 'Progress',
    none: 'Nothing was asked for yet. Taking lists in, linking, allocating and billing stand here while they run.',
    reload: 'Refresh',
  },
);

const LOOK_MS = 5_000;

export default function Jobs() {
  const said = words();
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  // While something waits or runs, the list looks again by itself.
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(() => setRound((before) => before + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, [busy]);
  return (
    <Page title={said.title} lead={said.lead} actions={<Button onClick={() => setRound(round + 1)}>{said.reload}</Button>}>
      <Card>
        <LongTable<Schemas['Job']>
          caption={said.title}
          of={String(round)}
          empty={said.none}
          rowHref={(row) => `/office/jobs/${row.id}`}
          load={async (before) => {
            const page = await got(api.GET('/v1/jobs', { params: { query: { limit: 100, ...(before ? { before: String(before) } : {}) } } }));
            if (!before) setBusy(page.items.some((each) => each.state === 'queued' || each.state === 'running'));
            return { rows: page.items, next: page.next };
          }}
          columns={[
            { key: 'kind', name: said.what, width: 2, cell: (row) => jobName(row.kind) },
            { key: 'state', name: said.state, cell: (row) => <Badge tone={jobTone(row.state)}>{jobStateName(row.state)}</Badge> },
            { key: 'far', name: said.far, numeric: true, cell: (row) => (row.total > 0 ? `${number(row.done)} / ${number(row.total)}` : '–') },
            { key: 'by', name: said.by, cell: (row) => row.by },
            { key: 'when', name: said.when, cell: (row) => moment(row.created_at) },
            { key: 'ended', name: said.ended, cell: (row) => (row.ended_at ? moment(row.ended_at) : '–') },
          ]}
        />
      </Card>
    </Page>
  );
}
