// Who, what, when, and who reports it: four questions.
import './claims.css';
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Button, Card, Page, Trouble } from '../../kit/basics';
import { faultOf, SelectField, TextArea, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { go } from '../../router';
import type { PageProps } from '../../route';
import { useCaller } from '../../session';
import { fill } from '../../words';
import { words } from './words';

type Kind = Schemas['Claim']['kind'];
const PAUSE_MS = 200;
/** Who reports, unless the family does: somebody of that role sits here. */
const REPORTERS: Record<string, string> = { company_hr: 'employer', village_officer: 'village' };

function Who(props: { onChoose: (person: { id: string; name: string }) => void }) {
  const say = words();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useLoad(
    () => (asked.length > 1 ? got(api.POST('/v1/people/searches', { body: { q: asked, limit: 8 } })) : Promise.resolve(undefined)),
    [asked],
  );
  return (
    <>
      <TextField label={say.search} type="search" value={text} onValue={setText} autocomplete="off" spellcheck={false} maxLength={200} />
      <Trouble problem={found.problem} />
      {found.data?.items.length === 0 && <p role="status">{say.nobody}</p>}
      <ul class="claim-found">
        {(found.data?.items ?? []).map((each) => (
          <li key={each.id}>
            <span>{each.name} <code>{each.nik}</code> {each.region_name}</span>
            <Button onClick={() => props.onChoose({ id: each.id, name: each.name })} aria-label={`${say.choose} ${each.name} ${each.nik}`}>{say.choose}</Button>
          </li>
        ))}
      </ul>
    </>
  );
}

export default function Report({ query }: PageProps) {
  const say = words();
  const caller = useCaller();
  const given = query.get('person');
  const [person, setPerson] = useState<{ id: string; name: string } | undefined>(given ? { id: given, name: '' } : undefined);
  const [form, setForm] = useState({
    kind: query.get('kind') ?? 'jkk', happened_on: query.get('on') ?? '', reporter: REPORTERS[caller.role] ?? 'family', reporter_name: '', reporter_phone: '', place: '', story: '', diagnosis: '',
  });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  // The name of somebody who came by a link.
  const known = useLoad(() => (given ? got(api.GET('/v1/people/{person}', { params: { path: { person: given } } })) : Promise.resolve(undefined)), [given]);
  const act = useAction(async () => {
    const made = await got(
      api.POST('/v1/claims', {
        body: { ...form, person: person?.id ?? '', kind: form.kind as Kind, reporter: form.reporter as 'family' },
      }),
    );
    go(`/office/claims/${made.id}`);
  });
  return (
    <Page title={say.report} lead={say.report_lead}>
      <Trouble problem={act.problem} />
      <Card title={say.who}>
        {person ? (
          <div class="actions">
            <strong>{fill(say.chosen, { name: person.name || known.data?.name || '…' })}</strong>
            <Button onClick={() => setPerson(undefined)}>{say.other}</Button>
          </div>
        ) : (
          <Who onChoose={setPerson} />
        )}
      </Card>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Card title={say.what}>
          <SelectField label={say.kind} value={form.kind} onValue={(kind) => change({ kind })} options={Object.entries(say.kinds)} />
          <TextField label={say.place} value={form.place} onValue={(place) => change({ place })} maxLength={200} />
          <TextArea label={say.story} value={form.story} onValue={(story) => change({ story })} rows={3} />
          <TextField label={say.diagnosis} value={form.diagnosis} onValue={(diagnosis) => change({ diagnosis })} maxLength={200} />
        </Card>
        <Card title={say.when}>
          <TextField label={say.happened_on} type="date" value={form.happened_on} onValue={(happened_on) => change({ happened_on })} required fault={faultOf(act.problem, 'happened_on')} />
        </Card>
        <Card title={say.by}>
          <SelectField label={say.reporter} value={form.reporter} onValue={(reporter) => change({ reporter })} options={Object.entries(say.reporters)} />
          <TextField label={say.reporter_name} value={form.reporter_name} onValue={(reporter_name) => change({ reporter_name })} maxLength={200} />
          <TextField label={say.reporter_phone} type="tel" value={form.reporter_phone} onValue={(reporter_phone) => change({ reporter_phone })} maxLength={40} />
        </Card>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy} disabled={!person}>{say.send}</Button></div>
      </form>
    </Page>
  );
}
