// Webhooks: which other systems are told what happens, and what became of it.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { CheckField, faultOf, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { actionsName } from '../../kit/terms';
import { moment, number } from '../../format';
import { inBoth } from '../../words';
import { AdminTabs, Once } from './shared';
import { eventName } from './actions';

const words = inBoth(
  {
    title: 'Pemberitahuan ke sistem lain',
    lead: 'Sistem lain (webhook) yang diberi tahu bila sesuatu terjadi. Isinya hanya kejadian dan nomor, tanpa data orang.',
    none: 'Belum ada sistem lain yang diberi tahu. Tambahkan alamatnya di bawah.',
    url: 'Alamat (https)',
    events: 'Kejadian (tanpa pilihan: semua)',
    add: 'Tambah',
    secret: 'Rahasia untuk memeriksa tanda tangan',
    state: 'Keadaan',
    active: 'aktif',
    paused: 'dijeda',
    ended: 'berakhir',
    failing: '{n} kali gagal, coba lagi {when}',
    pause: 'Jeda',
    resume: 'Lanjutkan',
    end: 'Akhiri',
    deliveries: 'Kiriman terakhir',
    event: 'Nomor',
    kind: 'Kejadian',
    result: 'Hasil',
    delivered: 'sampai',
    dead: 'menyerah setelah sehari',
    when: 'Waktu',
    see: 'Lihat kiriman',
    noDeliveries: 'Belum ada kiriman.',
  },
  {
    title: 'Notices to other systems',
    lead: 'Other systems (webhooks) that are told when something happens. Only the event and numbers go out, nobody’s data.',
    none: 'No other system is told yet. Add its address below.',
    url: 'Address (https)',
    events: 'Events (none chosen: all)',
    add: 'Add',
    secret: 'Secret to check signatures with',
    state: 'State',
    active: 'active',
    paused: 'paused',
    ended: 'ended',
    failing: 'failed {n} times, next try {when}',
    pause: 'Pause',
    resume: 'Resume',
    end: 'End',
    deliveries: 'Last deliveries',
    event: 'Number',
    kind: 'Event',
    result: 'Result',
    delivered: 'delivered',
    dead: 'given up after a day',
    when: 'When',
    see: 'See deliveries',
    noDeliveries: 'No deliveries yet.',
  },
);

type Webhook = Schemas['Webhook'];

function Deliveries({ id }: { id: string }) {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/webhooks/{webhook}/deliveries', { params: { path: { webhook: id }, query: { limit: 50 } } })), [id]);
  if (loaded.problem) return <Trouble problem={loaded.problem} retry={loaded.reload} />;
  if (!loaded.data) return <Loading />;
  if (loaded.data.items.length === 0) return <Empty>{said.noDeliveries}</Empty>;
  return (
    <SmallTable
      caption={said.deliveries}
      rows={loaded.data.items}
      rowKey={(row) => row.event}
      columns={[
        { key: 'event', name: said.event, numeric: true, cell: (row) => number(row.event) },
        { key: 'kind', name: said.kind, cell: (row) => <span title={row.kind}>{eventName(row.kind)}</span> },
        { key: 'state', name: said.result, cell: (row) => <Badge tone={row.state === 'delivered' ? 'good' : 'bad'}>{row.state === 'delivered' ? said.delivered : said.dead} {row.status || ''}</Badge> },
        { key: 'at', name: said.when, cell: (row) => moment(row.at) },
      ]}
    />
  );
}

export default function Webhooks() {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/webhooks')), []);
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [secret, setSecret] = useState<string>();
  const [open, setOpen] = useState<string>();
  const add = useAction(async () => {
    const made = await got(api.POST('/v1/webhooks', { body: { url, ...(chosen.length > 0 ? { events: chosen } : {}) } }));
    setSecret(made.secret);
    setUrl('');
    setChosen([]);
    loaded.reload();
  });
  const change = useAction(async (webhook: string, what: 'active' | 'paused' | 'end') => {
    const path = { params: { path: { webhook } } };
    if (what === 'end') await got(api.DELETE('/v1/webhooks/{webhook}', path));
    else await got(api.PATCH('/v1/webhooks/{webhook}', { ...path, body: { state: what } }));
    loaded.reload();
  });
  const stateOf = (row: Webhook) =>
    row.failures > 0
      ? <Badge tone="warn">{said.failing.replace('{n}', number(row.failures)).replace('{when}', row.next_try ? moment(row.next_try) : '')}</Badge>
      : <Badge tone={row.state === 'active' ? 'good' : 'none'}>{{ active: said.active, paused: said.paused, ended: said.ended }[row.state]}</Badge>;
  return (
    <Page title={said.title} lead={said.lead}>
      <AdminTabs />
      <Trouble problem={loaded.problem ?? add.problem ?? change.problem} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data?.items.length === 0 && <Empty>{said.none}</Empty>}
      {secret && <Once title={said.secret} value={secret} />}
      {loaded.data && loaded.data.items.length > 0 && (
        <Card>
          <SmallTable<Webhook>
            caption={said.title}
            hideCaption
            rows={loaded.data.items}
            rowKey={(row) => row.id}
            columns={[
              { key: 'url', name: said.url, cell: (row) => row.url },
              { key: 'events', name: said.kind, cell: (row) => row.events.map(eventName).join(', ') },
              { key: 'state', name: said.state, cell: stateOf },
              {
                key: 'do',
                name: actionsName(),
                cell: (row) => (
                  <span class="actions">
                    <Button onClick={() => setOpen(open === row.id ? undefined : row.id)}>{said.see}</Button>
                    <Button busy={change.busy} onClick={() => void change.run(row.id, row.state === 'active' ? 'paused' : 'active')}>{row.state === 'active' ? said.pause : said.resume}</Button>
                    <Button kind="danger" busy={change.busy} onClick={() => void change.run(row.id, 'end')}>{said.end}</Button>
                  </span>
                ),
              },
            ]}
          />
          {open && <Deliveries id={open} />}
        </Card>
      )}
      <Card title={said.add}>
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void add.run();
          }}
        >
          <TextField label={said.url} type="url" value={url} required maxLength={500} onValue={setUrl} fault={faultOf(add.problem, 'url')} />
          <fieldset>
            <legend class="legend">{said.events}</legend>
            <div class="fields">
              {(loaded.data?.events ?? []).map((each) => (
                <CheckField key={each} label={<>{eventName(each)} <code class="hint">{each}</code></>} checked={chosen.includes(each)} onValue={(on) => setChosen(on ? [...chosen, each] : chosen.filter((other) => other !== each))} />
              ))}
            </div>
          </fieldset>
          <div class="actions"><Button kind="main" type="submit" busy={add.busy}>{said.add}</Button></div>
        </form>
      </Card>
    </Page>
  );
}
