// One account: role, reach, state, links, keys.
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Dialog, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { CheckField, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { actionsName, ROLES, roleName } from '../../kit/terms';
import { moment } from '../../format';
import type { PageProps } from '../../route';
import { fill, inBoth } from '../../words';
import { AccountState, linkOf } from './accounts';
import { AdminTabs, Once, ScopeFields, useScopeWords, type Limit } from './shared';

const words = inBoth(
  {
    account: 'Akun',
    role: 'Peran',
    reach: 'Mencapai',
    state: 'Keadaan',
    mail: 'Surel',
    created: 'Dibuat',
    change: 'Ubah',
    shown: 'Nama yang tampil',
    reason: 'Alasan (dicatat)',
    save: 'Simpan perubahan',
    saved: 'Tersimpan; berlaku sejak sekarang.',
    disable: 'Matikan akun',
    enable: 'Hidupkan kembali',
    reset: 'Tautan sandi baru',
    factor: 'Hapus faktor kedua',
    link: 'Tautan sekali pakai',
    sure: 'Matikan akun {name}? Semua sesi dan kuncinya langsung berakhir.',
    keys: 'Kunci API',
    keysLead: 'Untuk sistem lain. Kunci hanya boleh melakukan yang dipilih, dan tidak lebih dari akunnya.',
    keyName: 'Nama kunci',
    days: 'Berlaku berapa hari',
    permissions: 'Boleh',
    make: 'Buat kunci',
    key: 'Kunci API',
    hint: 'Awal kunci',
    expires: 'Berakhir',
    used: 'Terakhir dipakai',
    never: 'belum pernah',
    revoke: 'Cabut',
    revoked: 'dicabut',
    valid: 'berlaku',
    none: 'Belum ada kunci.',
    dropped: 'Faktor kedua dihapus.',
    noFactor: 'Akun ini tidak memakai faktor kedua.',
  },
  {
    account: 'Account',
    role: 'Role',
    reach: 'Reaches',
    state: 'State',
    mail: 'E-mail',
    created: 'Made',
    change: 'Change',
    shown: 'Name that is shown',
    reason: 'Reason (recorded)',
    save: 'Save the changes',
    saved: 'Saved; it holds from now on.',
    disable: 'Disable the account',
    enable: 'Enable again',
    reset: 'Link for a new password',
    factor: 'Remove the second factor',
    link: 'One-time link',
    sure: 'Disable the account {name}? All its sessions and keys end at once.',
    keys: 'API keys',
    keysLead: 'For other systems. A key may do only what is chosen, and no more than its account.',
    keyName: 'Name of the key',
    days: 'Valid for how many days',
    permissions: 'May',
    make: 'Make a key',
    key: 'API key',
    hint: 'Begins with',
    expires: 'Ends',
    used: 'Last used',
    never: 'never',
    revoke: 'Revoke',
    revoked: 'revoked',
    valid: 'valid',
    none: 'No keys yet.',
    dropped: 'The second factor was removed.',
    noFactor: 'This account uses no second factor.',
  },
);

type Account = Schemas['Account'];

function Change({ account, onDone }: { account: Account; onDone: () => void }) {
  const said = words();
  const [form, setForm] = useState({ shown: account.shown_name, role: account.role as string, reason: '' });
  const [scope, setScope] = useState<Limit[]>(account.scope);
  const [saved, setSaved] = useState(false);
  useEffect(() => setScope(account.scope), [account.id]);
  const act = useAction(async () => {
    setSaved(false);
    await got(
      api.PATCH('/v1/accounts/{account}', {
        params: { path: { account: account.id } },
        body: { shown_name: form.shown, role: form.role as Account['role'], scope, reason: form.reason },
      }),
    );
    setSaved(true);
    onDone();
  });
  return (
    <Card title={said.change}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Trouble problem={act.problem} />
        <div class="fields">
          <TextField label={said.shown} value={form.shown} onValue={(shown) => setForm({ ...form, shown })} required maxLength={120} />
          <SelectField label={said.role} value={form.role} onValue={(role) => setForm({ ...form, role })} options={ROLES.map((each) => [each, roleName(each)] as const)} />
          <TextField label={said.reason} value={form.reason} onValue={(reason) => setForm({ ...form, reason })} maxLength={300} />
        </div>
        <ScopeFields scope={scope} onScope={setScope} />
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.save}</Button></div>
        {saved && <Notice tone="good">{said.saved}</Notice>}
      </form>
    </Card>
  );
}

/** Keys of this account; what may be granted is what the account's own keys may hold. */
export function Keys({ account, grantable }: { account?: string; grantable: string[] }) {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/api-keys', { params: { query: account ? { account } : {} } })), [account]);
  const [form, setForm] = useState({ name: '', days: '365' });
  const [chosen, setChosen] = useState<string[]>([]);
  const [made, setMade] = useState<string>();
  const make = useAction(async () => {
    const key = await got(
      api.POST('/v1/api-keys', { body: { name: form.name, days: Number(form.days) || 365, permissions: chosen, ...(account ? { account } : {}) } }),
    );
    setMade(key.token);
    setForm({ ...form, name: '' });
    setChosen([]);
    loaded.reload();
  });
  const revoke = useAction(async (key: string) => {
    await got(api.DELETE('/v1/api-keys/{key}', { params: { path: { key } } }));
    loaded.reload();
  });
  return (
    <Card title={said.keys}>
      <p class="hint">{said.keysLead}</p>
      <Trouble problem={loaded.problem ?? make.problem ?? revoke.problem} />
      {made && <Once title={said.key} value={made} />}
      {loaded.data?.items.length === 0 && <p>{said.none}</p>}
      {loaded.data && loaded.data.items.length > 0 && (
        <SmallTable
          caption={said.keys}
          hideCaption
          rows={loaded.data.items}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', name: said.keyName, cell: (row) => row.name },
            { key: 'hint', name: said.hint, cell: (row) => <code>{row.hint}</code> },
            { key: 'permissions', name: said.permissions, cell: (row) => row.permissions.join(', ') },
            { key: 'expires', name: said.expires, cell: (row) => moment(row.expires) },
            { key: 'used', name: said.used, cell: (row) => (row.last_used ? moment(row.last_used) : said.never) },
            { key: 'state', name: said.state, cell: (row) => (row.revoked ? <Badge tone="bad">{said.revoked}</Badge> : <Badge tone="good">{said.valid}</Badge>) },
            { key: 'do', name: actionsName(), cell: (row) => !row.revoked && <Button kind="danger" busy={revoke.busy} onClick={() => void revoke.run(row.id)}>{said.revoke}</Button> },
          ]}
        />
      )}
      <details>
        <summary class="button">{said.make}…</summary>
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void make.run();
          }}
        >
          <div class="fields">
            <TextField label={said.keyName} value={form.name} onValue={(name) => setForm({ ...form, name })} required maxLength={100} />
            <TextField label={said.days} type="number" min={1} max={3660} value={form.days} onValue={(days) => setForm({ ...form, days })} />
          </div>
          <fieldset>
            <legend class="legend">{said.permissions}</legend>
            <div class="fields">
              {grantable.map((each) => (
                <CheckField key={each} label={<code>{each}</code>} checked={chosen.includes(each)} onValue={(on) => setChosen(on ? [...chosen, each] : chosen.filter((other) => other !== each))} />
              ))}
            </div>
          </fieldset>
          <div class="actions"><Button kind="main" type="submit" busy={make.busy} disabled={chosen.length === 0}>{said.make}</Button></div>
        </form>
      </details>
    </Card>
  );
}

const MACHINE = ['registry_query', 'active_query', 'bills_collect'];

export default function OneAccount({ names }: PageProps) {
  const said = words();
  const id = names['account'] ?? '';
  const path = { params: { path: { account: id } } };
  const loaded = useLoad(() => got(api.GET('/v1/accounts/{account}', path)), [id]);
  const [link, setLink] = useState<string>();
  const [told, setTold] = useState<string>();
  const [asking, setAsking] = useState(false);
  const act = useAction(async (what: 'disable' | 'enable' | 'reset' | 'factor') => {
    setLink(undefined);
    setTold(undefined);
    if (what === 'disable') await got(api.POST('/v1/accounts/{account}/disable', { ...path, body: {} }));
    if (what === 'enable') setLink((await got(api.POST('/v1/accounts/{account}/enable', { ...path, body: {} }))).link_token);
    if (what === 'reset') setLink((await got(api.POST('/v1/accounts/{account}/reset-link', path))).link_token);
    if (what === 'factor') {
      const answer = await got(api.POST('/v1/accounts/{account}/drop-second-factor', { ...path, body: {} }));
      setTold(answer.dropped ? said.dropped : said.noFactor);
    }
    setAsking(false);
    loaded.reload();
  });
  const scopeInWords = useScopeWords(loaded.data?.scope ?? []);
  if (loaded.problem) return <Page title={said.account}><Trouble problem={loaded.problem} retry={loaded.reload} /></Page>;
  if (!loaded.data) return <Loading />;
  const account = loaded.data;
  return (
    <Page title={`${said.account}: ${account.name}`} lead={account.shown_name}>
      <AdminTabs />
      <Card>
        <dl class="facts">
          <dt>{said.role}</dt><dd>{roleName(account.role)}</dd>
          <dt>{said.reach}</dt><dd>{scopeInWords(account.scope)}</dd>
          <dt>{said.state}</dt><dd><AccountState state={account.state} /></dd>
          <dt>{said.mail}</dt><dd>{account.mail ?? '–'}</dd>
          <dt>{said.created}</dt><dd>{moment(account.created)}</dd>
        </dl>
        <Trouble problem={act.problem} />
        <div class="actions">
          {account.state === 'disabled' ? (
            <Button busy={act.busy} onClick={() => void act.run('enable')}>{said.enable}</Button>
          ) : (
            <>
              <Button busy={act.busy} onClick={() => void act.run('reset')}>{said.reset}</Button>
              <Button busy={act.busy} onClick={() => void act.run('factor')}>{said.factor}</Button>
              <Button kind="danger" onClick={() => setAsking(true)}>{said.disable}…</Button>
            </>
          )}
        </div>
        {link && <Once title={said.link} value={linkOf(link)} />}
        {told && <Notice>{told}</Notice>}
        <Dialog title={said.disable} open={asking} onClose={() => setAsking(false)}>
          <p>{fill(said.sure, { name: account.name })}</p>
          <div class="actions"><Button kind="danger" busy={act.busy} onClick={() => void act.run('disable')}>{said.disable}</Button></div>
        </Dialog>
      </Card>
      {account.state !== 'disabled' && <Change key={account.id} account={account} onDone={loaded.reload} />}
      {account.role === 'machine' && <Keys account={account.id} grantable={MACHINE} />}
    </Page>
  );
}
