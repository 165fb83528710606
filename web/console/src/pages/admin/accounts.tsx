// Accounts: who may sign in, as what, and what he reaches. An invited one comes by a one-time link.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Dialog, Notice, Page, Trouble } from '../../kit/basics';
import { faultOf, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { LongTable } from '../../kit/table';
import { ROLES, roleName } from '../../kit/terms';
import { inBoth } from '../../words';
import { AdminTabs, Once, ScopeFields, useScopeWords, type Limit } from './shared';

const words = inBoth(
  {
    title: 'Akun',
    lead: 'Siapa yang boleh masuk, sebagai apa, dan mencapai wilayah mana.',
    invite: 'Undang seseorang',
    name: 'Nama masuk (huruf kecil, tanpa spasi)',
    shown: 'Nama yang tampil',
    mail: 'Surel (boleh kosong)',
    organisation: 'Organisasi',
    noOrganisation: 'tanpa organisasi',
    role: 'Peran',
    send: 'Buat undangan',
    link: 'Tautan sekali pakai untuk {name}',
    mailed: 'Undangan untuk {name} dikirim lewat surel.',
    account: 'Nama masuk',
    person: 'Nama',
    reach: 'Mencapai',
    state: 'Keadaan',
    active: 'aktif',
    invited: 'diundang',
    disabled: 'dimatikan',
    caption: 'Akun',
  },
  {
    title: 'Accounts',
    lead: 'Who may sign in, as what, and which area is reached.',
    invite: 'Invite somebody',
    name: 'Sign-in name (small letters, no blanks)',
    shown: 'Name that is shown',
    mail: 'E-mail (may be empty)',
    organisation: 'Organisation',
    noOrganisation: 'no organisation',
    role: 'Role',
    send: 'Make the invitation',
    link: 'One-time link for {name}',
    mailed: 'The invitation for {name} was sent by e-mail.',
    account: 'Sign-in name',
    person: 'Name',
    reach: 'Reaches',
    state: 'State',
    active: 'active',
    invited: 'invited',
    disabled: 'disabled',
    caption: 'Accounts',
  },
);

type Role = Schemas['Account']['role'];

export function AccountState({ state }: { state: Schemas['Account']['state'] }) {
  const said = words();
  const tone = { active: 'good', invited: 'info', disabled: 'bad' } as const;
  return <Badge tone={tone[state]}>{{ active: said.active, invited: said.invited, disabled: said.disabled }[state]}</Badge>;
}

/** The link as the invited one opens it; the token stands behind "#", so that no server logs it. */
export function linkOf(token: string): string {
  return `${location.origin}/invitation#${token}`;
}

function Invite({ onDone }: { onDone: () => void }) {
  const said = words();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState({ name: '', shown: '', mail: '', organisation: '', role: 'branch_officer' });
  const [scope, setScope] = useState<Limit[]>([]);
  const [made, setMade] = useState<Schemas['Invitation']>();
  const organisations = useLoad(() => (open ? got(api.GET('/v1/organisations')) : Promise.resolve({ items: [] })), [open]);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const act = useAction(async () => {
    const invitation = await got(
      api.POST('/v1/accounts', {
        body: {
          name: form.name,
          shown_name: form.shown,
          role: form.role as Role,
          scope,
          ...(form.mail ? { mail: form.mail } : {}),
          ...(form.organisation ? { organisation: form.organisation } : {}),
        },
      }),
    );
    setMade(invitation);
    setForm({ ...form, name: '', shown: '', mail: '' });
    setScope([]);
    onDone();
  });
  return (
    <>
      <Button
        kind="main"
        onClick={() => {
          setMade(undefined);
          setOpen(true);
        }}
      >
        {said.invite}…
      </Button>
      <Dialog title={said.invite} open={open} onClose={() => setOpen(false)}>
        {made ? (
          made.link_token ? <Once title={said.link.replace('{name}', made.name)} value={linkOf(made.link_token)} /> : <Notice tone="good">{said.mailed.replace('{name}', made.name)}</Notice>
        ) : (
          <form
            class="page"
            onSubmit={(event) => {
              event.preventDefault();
              void act.run();
            }}
          >
            <Trouble problem={act.problem} />
            <div class="fields">
              <TextField label={said.name} value={form.name} onValue={(name) => change({ name })} required maxLength={64} autocomplete="off" spellcheck={false} fault={faultOf(act.problem, 'name')} />
              <TextField label={said.shown} value={form.shown} onValue={(shown) => change({ shown })} required maxLength={120} autocomplete="off" fault={faultOf(act.problem, 'shown_name')} />
              <TextField label={said.mail} type="email" value={form.mail} onValue={(mail) => change({ mail })} autocomplete="off" fault={faultOf(act.problem, 'mail')} />
              <SelectField label={said.role} value={form.role} onValue={(role) => change({ role })} options={ROLES.map((each) => [each, roleName(each)] as const)} />
              <SelectField label={said.organisation} value={form.organisation} onValue={(organisation) => change({ organisation })} options={[['', said.noOrganisation] as const, ...(organisations.data?.items ?? []).map((each) => [each.code, each.name] as const)]} />
            </div>
            <ScopeFields scope={scope} onScope={setScope} />
            <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.send}</Button></div>
          </form>
        )}
      </Dialog>
    </>
  );
}

export default function Accounts() {
  const said = words();
  const [round, setRound] = useState(0);
  const [limits, setLimits] = useState<Limit[]>([]);
  const scopeInWords = useScopeWords(limits);
  return (
    <Page title={said.title} lead={said.lead} actions={<Invite onDone={() => setRound((before) => before + 1)} />}>
      <AdminTabs />
      <Card>
        <LongTable<Schemas['Account']>
          caption={said.caption}
          of={String(round)}
          rowHref={(row) => `/office/accounts/${row.id}`}
          load={async (after) => {
            const page = await got(api.GET('/v1/accounts', { params: { query: { limit: 100, ...(after ? { after: String(after) } : {}) } } }));
            setLimits((before) => [...before, ...page.items.flatMap((row) => row.scope)]);
            return { rows: page.items, next: page.items.length < 100 ? null : page.next };
          }}
          columns={[
            { key: 'name', name: said.account, cell: (row) => row.name },
            { key: 'shown', name: said.person, cell: (row) => row.shown_name },
            { key: 'role', name: said.role, width: 1.6, cell: (row) => roleName(row.role) },
            { key: 'scope', name: said.reach, width: 2, cell: (row) => scopeInWords(row.scope) },
            { key: 'state', name: said.state, cell: (row) => <AccountState state={row.state} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
