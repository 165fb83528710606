// One's own account: password, second factor, recovery codes, sessions, keys.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { actionsName, roleName } from '../../kit/terms';
import { moment } from '../../format';
import { useCaller } from '../../session';
import { inBoth } from '../../words';
import { Keys } from './one_account';
import { useScopeWords, type Limit } from './shared';

const words = inBoth(
  {
    title: 'Akun saya',
    name: 'Nama masuk',
    role: 'Peran',
    reach: 'Mencapai',
    may: 'Boleh',
    password: 'Sandi',
    old: 'Sandi sekarang',
    fresh: 'Sandi baru (paling sedikit 12 huruf; beberapa kata lebih mudah diingat)',
    change: 'Ganti sandi',
    changed: 'Sandi diganti. Sesi lain sudah diakhiri.',
    refused: 'Sandi atau kode salah.',
    wait: 'Terlalu sering salah. Coba lagi {when}.',
    too_short: 'Terlalu pendek.',
    too_long: 'Terlalu panjang.',
    no_text: 'Bukan teks yang dapat dipakai.',
    own_name: 'Sandi memuat nama Anda sendiri.',
    too_common: 'Sandi ini terlalu umum.',
    factor: 'Faktor kedua',
    factorLead: 'Kode enam angka dari aplikasi autentikator di ponsel, sebagai tambahan pada sandi.',
    begin: 'Pasang faktor kedua',
    scan: 'Pindai gambar ini dengan aplikasi autentikator, atau ketik rahasianya:',
    qr: 'Kode QR untuk aplikasi autentikator',
    secret: 'Rahasia',
    code: 'Kode enam angka',
    activate: 'Aktifkan',
    disable: 'Lepas faktor kedua',
    renew: 'Buat kode pemulihan baru',
    active: 'Faktor kedua aktif. Simpan kode pemulihan ini di tempat aman; masing-masing dipakai sekali:',
    codes: 'Kode pemulihan',
    off: 'Faktor kedua dilepas.',
    hasOne: 'Sudah memakai faktor kedua',
    sessions: 'Sesi yang terbuka',
    where: 'Alamat',
    since: 'Masuk',
    seen: 'Terakhir dipakai',
    here: 'yang ini',
    end: 'Akhiri',
  },
  {
    title: 'My account',
    name: 'Sign-in name',
    role: 'Role',
    reach: 'Reaches',
    may: 'May',
    password: 'Password',
    old: 'Present password',
    fresh: 'New password (at least 12 letters; several words are easier to keep in mind)',
    change: 'Change the password',
    changed: 'The password was changed. Other sessions have ended.',
    refused: 'Password or code is wrong.',
    wait: 'Wrong too often. Try again {when}.',
    too_short: 'Too short.',
    too_long: 'Too long.',
    no_text: 'No text that can be used.',
    own_name: 'The password holds your own name.',
    too_common: 'This password is too common.',
    factor: 'Second factor',
    factorLead: 'A code of six digits from an authenticator app on a phone, beside the password.',
    begin: 'Set up a second factor',
    scan: 'Scan this picture with an authenticator app, or type the secret:',
    qr: 'QR code for an authenticator app',
    secret: 'Secret',
    code: 'Code of six digits',
    activate: 'Activate',
    disable: 'Remove the second factor',
    renew: 'Make new recovery codes',
    active: 'The second factor is active. Keep these recovery codes in a safe place; each is used once:',
    codes: 'Recovery codes',
    off: 'The second factor was removed.',
    hasOne: 'I use a second factor already',
    sessions: 'Open sessions',
    where: 'Address',
    since: 'Signed in',
    seen: 'Last used',
    here: 'this one',
    end: 'End',
  },
);

type FactorAnswer = Schemas['FactorAnswer'];

function faultWords(fault: string | undefined): string {
  const said = words();
  const known: Record<string, string> = { too_short: said.too_short, too_long: said.too_long, no_text: said.no_text, own_name: said.own_name, too_common: said.too_common };
  return known[fault ?? ''] ?? said.refused;
}

function waitWords(answer: { wait_until?: string | undefined }): string {
  return words().wait.replace('{when}', answer.wait_until ? moment(answer.wait_until) : '');
}

function Password() {
  const said = words();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [answer, setAnswer] = useState<Schemas['PasswordAnswer']>();
  const act = useAction(async () => {
    const told = await got(api.POST('/v1/account/password', { body: { old_password: old, new_password: fresh } }));
    setAnswer(told);
    if (told.answer === 'set') {
      setOld('');
      setFresh('');
    }
  });
  return (
    <Card title={said.password}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Trouble problem={act.problem} />
        {answer?.answer === 'set' && <Notice tone="good">{said.changed}</Notice>}
        {answer?.answer === 'wait' && <Notice tone="warn">{waitWords(answer)}</Notice>}
        <div class="fields">
          <TextField label={said.old} type="password" autocomplete="current-password" required value={old} onValue={setOld} fault={answer?.answer === 'refused' ? said.refused : undefined} />
          <TextField label={said.fresh} type="password" autocomplete="new-password" required value={fresh} onValue={setFresh} fault={answer?.answer === 'unsuited' ? faultWords(answer.fault) : undefined} />
        </div>
        <div class="actions"><Button type="submit" busy={act.busy}>{said.change}</Button></div>
      </form>
    </Card>
  );
}

function Factor() {
  const said = words();
  const [offer, setOffer] = useState<{ secret: string; uri: string; qr: string }>();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [answer, setAnswer] = useState<FactorAnswer & { what: string }>();
  const begin = useAction(async () => {
    setAnswer(undefined);
    setOffer(await got(api.POST('/v1/account/totp')));
  });
  const act = useAction(async (what: 'activate' | 'disable' | 'renew') => {
    const body = { password, code };
    const told =
      what === 'activate'
        ? await got(api.POST('/v1/account/totp/activate', { body }))
        : what === 'disable'
          ? await got(api.POST('/v1/account/totp/disable', { body }))
          : await got(api.POST('/v1/account/recovery-codes', { body }));
    setAnswer({ ...told, what });
    if (told.answer === 'done') {
      setOffer(undefined);
      setPassword('');
      setCode('');
    }
  });
  const fields = (
    <div class="fields">
      <TextField label={said.old} type="password" autocomplete="current-password" value={password} onValue={setPassword} required />
      <TextField label={said.code} inputMode="numeric" autocomplete="one-time-code" value={code} onValue={setCode} required maxLength={40} />
    </div>
  );
  return (
    <Card title={said.factor}>
      <p class="hint">{said.factorLead}</p>
      <Trouble problem={begin.problem ?? act.problem} />
      {answer?.answer === 'refused' && <Notice tone="bad">{said.refused}</Notice>}
      {answer?.answer === 'wait' && <Notice tone="warn">{waitWords(answer)}</Notice>}
      {answer?.answer === 'done' && answer.what === 'disable' && <Notice tone="good">{said.off}</Notice>}
      {answer?.answer === 'done' && answer.what !== 'disable' && (
        <Notice tone="good">
          {said.active}
          <ul class="codes" aria-label={said.codes}>{(answer.recovery_codes ?? []).map((each) => <li key={each}>{each}</li>)}</ul>
        </Notice>
      )}
      {!offer && <div class="actions"><Button busy={begin.busy} onClick={() => void begin.run()}>{said.begin}</Button></div>}
      {offer && (
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void act.run('activate');
          }}
        >
          <p>{said.scan}</p>
          <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`} alt={said.qr} />
          <p class="once"><span class="unseen">{said.secret}: </span>{offer.secret}</p>
          {fields}
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.activate}</Button></div>
        </form>
      )}
      {!offer && (
        <details>
          <summary class="button">{said.hasOne}</summary>
          {fields}
          <div class="actions">
            <Button busy={act.busy} onClick={() => void act.run('renew')}>{said.renew}</Button>
            <Button kind="danger" busy={act.busy} onClick={() => void act.run('disable')}>{said.disable}</Button>
          </div>
        </details>
      )}
    </Card>
  );
}

function Sessions() {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/sessions')), []);
  const end = useAction(async (session: string) => {
    await got(api.DELETE('/v1/sessions/{session}', { params: { path: { session } } }));
    loaded.reload();
  });
  return (
    <Card title={said.sessions}>
      <Trouble problem={loaded.problem ?? end.problem} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && (
        <SmallTable<Schemas['OwnSession']>
          caption={said.sessions}
          hideCaption
          rows={loaded.data.items}
          rowKey={(row) => row.id}
          columns={[
            { key: 'address', name: said.where, cell: (row) => <>{row.address} {row.this_one && <Badge tone="good">{said.here}</Badge>}</> },
            { key: 'created', name: said.since, cell: (row) => moment(row.created) },
            { key: 'seen', name: said.seen, cell: (row) => moment(row.last_seen) },
            { key: 'do', name: actionsName(), cell: (row) => !row.this_one && <Button busy={end.busy} onClick={() => void end.run(row.id)}>{said.end}</Button> },
          ]}
        />
      )}
    </Card>
  );
}

export default function Own() {
  const said = words();
  const caller = useCaller();
  const scopeInWords = useScopeWords(caller.scope as Limit[]);
  return (
    <Page title={said.title}>
      <Card>
        <dl class="facts">
          <dt>{said.name}</dt><dd>{caller.name}</dd>
          <dt>{said.role}</dt><dd>{roleName(caller.role)}</dd>
          <dt>{said.reach}</dt><dd>{scopeInWords(caller.scope as Limit[])}</dd>
        </dl>
      </Card>
      <Password />
      <Factor />
      <Sessions />
      <Keys grantable={caller.permissions.filter((each) => each !== 'open' && each !== 'self')} />
    </Page>
  );
}
