// One person: covered or not and why, months paid, everything that happened, who looked.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, moment, rupiah } from '../../format';
import { Badge, Button, ButtonLink, Card, Dialog, Empty, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { SelectField, TextArea, TextField } from '../../kit/fields';
import { citationText } from '../../kit/law';
import { useAction, useLoad } from '../../kit/load';
import { useRegionNames } from '../../kit/regions';
import { useSaid } from '../../kit/said';
import { SmallTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { Calendar } from './calendar';
import { detailText, REGION } from './details';
import { Entered } from './entered';
import { Cover } from './search';
import { Timeline } from './timeline';
import { words } from './words';

type Event = Schemas['HistoryEvent'];
const facts = (event: Event): Record<string, string> => event.facts as Record<string, string>;

export default function Person({ names, query }: PageProps) {
  const say = words();
  const caller = useCaller();
  const id = names['person'] ?? '';
  const path = { person: id };
  const from = query.get('from') === 'search' ? ('search' as const) : undefined;
  const card = useLoad(() => got(api.GET('/v1/people/{person}', { params: { path, query: from ? { from } : {} } })), [id]);
  const history = useLoad(() => got(api.GET('/v1/people/{person}/history', { params: { path } })), [id]);
  const cover = useLoad(() => got(api.GET('/v1/people/{person}/coverage', { params: { path } })), [id]);
  const claims = useLoad(() => got(api.GET('/v1/claims', { params: { query: { person: id, only: 'all', limit: 200 } } })), [id]);
  if (card.problem) return <Page title={say.title}>{card.problem.status === 404 ? <Empty>{say.notFound}</Empty> : <Trouble problem={card.problem} retry={card.reload} />}</Page>;
  if (!card.data) return <Page title={say.title}><Loading /></Page>;
  const { identity } = card.data;
  const events = history.data?.events ?? [];
  const row = [...events].reverse().find((event) => event.kind === 'list_row');
  const where = row ? [facts(row)['village'], row && facts(row)['sector'] ? sectorName(facts(row)['sector'] ?? '') : ''].filter(Boolean).join(' · ') : '';
  return (
    <Page
      title={card.data.name ?? say.title}
      lead={
        <>
          NIK <code>{card.data.nik}</code>{card.data.birth_year ? ` · ${say.born.toLowerCase()} ${card.data.birth_year}` : ''}{where ? ` · ${where}` : ''}
        </>
      }
      actions={
        <>
          {identity.member && <ButtonLink href={`/v1/people/${id}/card/file`} download>{say.card}</ButtonLink>}
          {identity.member && may(caller, 'events_write') && <ButtonLink kind="main" href={`/office/claims/new?person=${id}`}>{say.claims}</ButtonLink>}
          {may(caller, 'people_unmask') && <Unmask person={id} />}
          {may(caller, 'events_write') && identity.member && <RecordEvent person={id} done={() => { card.reload(); history.reload(); cover.reload(); }} />}
        </>
      }
    >
      <p class="headline">
        <Cover covered={identity.covered} />{' '}
        {identity.covered_until && fill(say.until, { day: day(identity.covered_until) })}
        {identity.payer && `, ${fill(say.payer, { payer: identity.payer })}`}
        {identity.due_rupiah > 0 && <> <Badge tone="warn">{fill(say.due, { amount: rupiah(identity.due_rupiah) })}</Badge></>}
      </p>
      <Trouble problem={history.problem ?? cover.problem} />
      <Calendar events={events} on={history.data?.on ?? ''} />
      <div class="columns">
        <Why events={events} />
        {cover.data && <Programmes cover={cover.data} />}
      </div>
      <Timeline events={events} claims={claims.data?.items ?? []} />
      <Entered person={id} />
      <Looks person={id} />
      <p class="hint">{say.tracked}</p>
    </Page>
  );
}

const NOT_MET = 'not_met:';

function Why({ events }: { events: Event[] }) {
  const say = words();
  const said = useSaid();
  const decision = [...events].reverse().find((event) => event.kind === 'eligibility');
  const regions = useRegionNames([...new Set(JSON.stringify(decision?.facts ?? {}).match(REGION) ?? [])]);
  if (!decision) return null;
  const lines = (facts(decision)['met'] ?? '').split('\n').filter(Boolean).map((line) => {
    const at = line.indexOf('=');
    return { code: line.slice(0, at), detail: line.slice(at + 1) };
  });
  const answer = facts(decision)['answer'] ?? '';
  // Each condition that is not met stands under a name of its own: "not_met:age_limit" -> its detail.
  const reasons = Object.entries(facts(decision)).filter(([name]) => name.startsWith(NOT_MET)).map(([name, detail]) => ({ code: name.slice(NOT_MET.length), detail }));
  const named = (say as unknown as Record<string, string>)[`ans_${answer}`] ?? answer;
  return (
    <Card title={say.eligibility} actions={<Badge tone={answer === 'yes' ? 'good' : answer === 'no' ? 'bad' : 'warn'}>{named}</Badge>}>
      <ul class="plain">
        {reasons.map((reason) => (
          <li key={reason.code}><span aria-hidden="true">✕</span> {said(`eligibility.${reason.code}`)} <span class="hint">{detailText(reason.detail, regions)}</span></li>
        ))}
        {lines.map((line) => (
          <li key={line.code}><span aria-hidden="true">✓</span> {said(`eligibility.${line.code}`)} {line.detail && line.detail !== 'ok' && <span class="hint">{detailText(line.detail, regions)}</span>}</li>
        ))}
      </ul>
    </Card>
  );
}

interface ProgrammeCover {
  programme: string;
  state: string;
  reason: string;
  covered_until: string | null;
  citations: { row: string; source: string }[];
}

function Programmes({ cover }: { cover: Schemas['Coverage'] }) {
  const say = words();
  const said = useSaid();
  const programmes = cover.programmes as unknown as ProgrammeCover[];
  if (programmes.length === 0) return null;
  return (
    <Card title={say.programmes}>
      <dl class="facts">
        {programmes.map((each) => (
          <>
            <dt>{each.programme}</dt>
            <dd>
              {said(`status.state.${each.state}`)}: {said(`status.reason.${each.reason}`)}
              {each.covered_until && ` (${fill(say.until, { day: day(each.covered_until) })})`}
              {each.citations.map(({ row, source }) => <div class="hint" key={row}>{say.basis}: {citationText(source)}</div>)}
            </dd>
          </>
        ))}
      </dl>
      {cover.unverified && <p class="hint">{say.unverified}</p>}
    </Card>
  );
}

function Looks({ person }: { person: string }) {
  const say = words();
  const caller = useCaller();
  const [open, setOpen] = useState(false);
  const allowed = may(caller, 'privacy_manage') || may(caller, 'audit_read');
  const looks = useLoad(async () => (open ? got(api.GET('/v1/people/{person}/looks', { params: { path: { person } } })) : undefined), [person, open]);
  if (!allowed) return null;
  return (
    <Card title={say.looks} actions={!open && <Button onClick={() => setOpen(true)}>{say.show}</Button>}>
      <Trouble problem={looks.problem} />
      {looks.data && (
        <SmallTable
          caption={say.looks}
          hideCaption
          rows={looks.data.items}
          rowKey={(row) => row.number}
          columns={[
            { key: 'at', name: say.at, cell: (row) => moment(row.at) },
            { key: 'who', name: say.who, cell: (row) => row.account },
            { key: 'seen', name: say.seen, cell: (row) => row.seen },
            { key: 'purpose', name: say.purpose, cell: (row) => row.purpose },
          ]}
        />
      )}
    </Card>
  );
}

function Unmask({ person }: { person: string }) {
  const say = words();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [rows, setRows] = useState<Record<string, unknown>[]>();
  const ask = useAction(async () => {
    const answer = await got(api.POST('/v1/people/{person}/unmask', { params: { path: { person } }, body: { reason } }));
    setRows(answer.rows as Record<string, unknown>[]);
  });
  const close = () => {
    setOpen(false);
    setRows(undefined);
    setReason('');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.unmask}</Button>
      <Dialog title={say.unmask} open={open} onClose={close}>
        <Trouble problem={ask.problem} />
        {!rows && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void ask.run();
            }}
          >
            <TextArea label={say.reason} hint={say.reasonHint} value={reason} onValue={setReason} required rows={2} />
            <Button kind="main" type="submit" busy={ask.busy}>{say.show}</Button>
          </form>
        )}
        {rows?.map((row, at) => (
          <dl class="facts" key={at}>
            {Object.entries(row).filter(([, value]) => typeof value === 'string' && value !== '').map(([key, value]) => (
              <>
                <dt>{key}</dt>
                <dd><code>{String(value)}</code></dd>
              </>
            ))}
          </dl>
        ))}
      </Dialog>
    </>
  );
}

const KINDS = ['died', 'left', 'moved', 'got_employer'] as const;

function RecordEvent({ person, done }: { person: string; done: () => void }) {
  const say = words();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('died');
  const [on, setOn] = useState('');
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState(false);
  const record = useAction(async () => {
    await got(api.POST('/v1/people/{person}/events', { params: { path: { person } }, body: { kind, ...(on ? { on } : {}), ...(reason ? { reason } : {}) } }));
    setSaved(true);
    setOpen(false);
    done();
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.event}</Button>
      {saved && <Notice tone="good">{say.saved}</Notice>}
      <Dialog title={say.event} open={open} onClose={() => setOpen(false)}>
        <Trouble problem={record.problem} />
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void record.run();
          }}
        >
          <SelectField label={say.kind} value={kind} onValue={(value) => setKind(value as (typeof KINDS)[number])} options={KINDS.map((each) => [each, say[each]] as const)} />
          <TextField label={say.on} type="date" value={on} onValue={setOn} required />
          <TextArea label={say.note} value={reason} onValue={setReason} rows={2} />
          <Button kind="main" type="submit" busy={record.busy}>{say.save}</Button>
        </form>
      </Dialog>
    </>
  );
}
