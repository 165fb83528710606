// Step 1: the file, as it is. How much has gone out is shown, since a line may be slow.
import { useRef, useState } from 'preact/hooks';
import { api, csrf, got, newKey, problemOf, unreachable, type Problem, type Schemas } from '../../api';
import { bytes } from '../../format';
import { AreaField } from '../../kit/area_field';
import { Button, Card, Page, ProgressBar, Trouble } from '../../kit/basics';
import { codeFor } from '../../kit/code_for';
import { SelectField, TextField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import { useToday } from '../../kit/today';
import { go } from '../../router';
import type { PageProps } from '../../route';
import { ownArea, useCaller } from '../../session';
import { fill, language } from '../../words';
import { Steps } from './steps';
import { named, words } from './words';

const TYPES: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xls: 'application/vnd.ms-excel',
  csv: 'text/csv',
  xml: 'application/octet-stream',
  fods: 'application/octet-stream',
  txt: 'application/octet-stream',
  tsv: 'application/octet-stream',
};
const BYTES_MAX = 200 * 1024 * 1024;
const KINDS = ['agency', 'village', 'company', 'registry', 'welfare_register', 'branch', 'volunteers', 'hospital'] as const;

/** The file itself is the body; XMLHttpRequest, as fetch does not tell how much has gone out. */
function send(file: File, onProgress: (done: number) => void): Promise<Schemas['Upload']> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/uploads?file_name=' + encodeURIComponent(file.name));
    const ending = file.name.toLowerCase().split('.').pop() ?? '';
    request.setRequestHeader('Content-Type', TYPES[ending] ?? 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.setRequestHeader('Idempotency-Key', newKey());
    request.setRequestHeader('Accept-Language', language());
    request.responseType = 'json';
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      if (request.status === 201 || request.status === 200) resolve(request.response as Schemas['Upload']);
      else reject(problemOf(request.response, request.status));
    };
    request.send(file);
  });
}

export default function Send({ query }: PageProps) {
  const say = words();
  const caller = useCaller();
  const senders = useLoad(() => got(api.GET('/v1/senders')), []);
  const [chosen, setChosen] = useState(query.get('sender') ?? '');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('agency');
  const [area, setArea] = useState(ownArea(caller));
  const [asOf, setAsOf] = useState(useToday());
  const [as, setAs] = useState(query.get('as') ?? 'automatic');
  const [going, setGoing] = useState<{ name: string; done: number; all: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const known = senders.data?.items ?? [];
  const sender = known.find((each) => each.code === chosen) ?? (chosen === '' ? known[0] : undefined);
  // A company sends its own list and no other.
  const company = caller.scope.some((limit) => limit.kind === 'payer');
  const isNew = !company && (chosen === '*' || (senders.data !== undefined && known.length === 0));

  // With the area in it: elsewhere somebody of that name may have the short one.
  const newCode = codeFor(`${name.slice(0, 40)} ${area}`, known.map((each) => each.code), 'pengirim');

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const ending = file.name.toLowerCase().split('.').pop() ?? '';
    const refuse = (title: string) => setProblem({ type: 'tag:payung:file', title, status: 0 });
    if (!(ending in TYPES)) return refuse(say.wrongKind);
    if (file.size > BYTES_MAX) return refuse(say.tooBig);
    setProblem(undefined);
    setGoing({ name: file.name, done: 0, all: file.size });
    try {
      const upload = await send(file, (done) => setGoing({ name: file.name, done, all: file.size }));
      const next = new URLSearchParams({ sender: isNew ? newCode : (sender?.code ?? ''), as_of: asOf, as });
      if (isNew) for (const [key, value] of [['sender_name', name.trim()], ['sender_kind', kind], ['area', area]] as const) next.set(key, value);
      else if (sender) for (const [key, value] of [['sender_kind', sender.kind], ['area', sender.area]] as const) next.set(key, value);
      go(`/office/lists/new/${upload.id}?${next.toString()}`);
    } catch (failure) {
      setProblem(failure as Problem);
      setGoing(undefined);
    }
  }

  return (
    <Page title={say.send} lead={say.step1}>
      <Steps at={1} />
      <Trouble problem={problem ?? senders.problem} />
      <Card>
        <div class="fields">
          <SelectField label={say.sender} value={isNew ? '*' : (sender?.code ?? '')} onValue={setChosen} options={[...known.map((each) => [each.code, each.name] as const), ...(company ? [] : [['*', say.newSender] as const])]} />
          {isNew && <TextField label={say.senderName} value={name} onValue={setName} required maxLength={200} />}
          {isNew && <SelectField label={say.senderKind} value={kind} onValue={(value) => setKind(value as typeof kind)} options={KINDS.map((each) => [each, named(each)] as const)} />}
          {isNew && <AreaField root={ownArea(caller)} value={area} onValue={setArea} />}
          <TextField label={say.asOf} type="date" value={asOf} onValue={setAsOf} required />
          <SelectField label={say.as} value={as} onValue={setAs} options={[['automatic', say.automatic], ['next', say.next], ['correction', say.correction]]} />
        </div>
      </Card>
      {going ? (
        <ProgressBar label={fill(say.uploading, { name: going.name, done: bytes(going.done), all: bytes(going.all) })} done={going.done} all={going.all} />
      ) : (
        <div
          class={`drop ${over ? 'over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer?.files[0]);
          }}
        >
          <p>{say.drop}</p>
          <Button kind="main" class="big" disabled={isNew ? name.trim() === '' : !sender} onClick={() => input.current?.click()}>{say.choose}</Button>
          <p class="hint">{say.kinds}</p>
          <input ref={input} class="unseen" type="file" aria-label={say.choose} tabIndex={-1} accept=".xlsx,.ods,.xls,.csv,.xml,.fods,.txt,.tsv" onChange={(event) => void take(event.currentTarget.files?.[0])} />
        </div>
      )}
    </Page>
  );
}
