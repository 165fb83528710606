// Organisations: to whom accounts belong.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Button, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { faultOf, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { inBoth } from '../../words';
import { AdminTabs } from './shared';

const words = inBoth(
  {
    title: 'Organisasi',
    lead: 'Kantor, dinas, perusahaan, dan desa tempat akun bernaung.',
    none: 'Belum ada organisasi. Tambahkan dinas, perusahaan, atau desa yang memakai Payung.',
    code: 'Kode',
    name: 'Nama',
    kind: 'Jenis',
    add: 'Tambah organisasi',
    branch: 'Kantor cabang',
    agency: 'Dinas',
    company: 'Perusahaan',
    village: 'Desa',
    system: 'Sistem lain',
    other: 'Lainnya',
  },
  {
    title: 'Organisations',
    lead: 'Offices, agencies, companies and villages that accounts belong to.',
    none: 'No organisations yet. Add the agencies, companies and villages that use Payung.',
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    add: 'Add an organisation',
    branch: 'Branch office',
    agency: 'Agency',
    company: 'Company',
    village: 'Village',
    system: 'Another system',
    other: 'Other',
  },
);

const KINDS = ['branch', 'agency', 'company', 'village', 'system', 'other'] as const;
type Kind = (typeof KINDS)[number];

export default function Organisations() {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/organisations')), []);
  const [form, setForm] = useState<{ code: string; name: string; kind: Kind }>({ code: '', name: '', kind: 'agency' });
  const kindName = (kind: string) => (KINDS.includes(kind as Kind) ? said[kind as Kind] : kind);
  const act = useAction(async () => {
    await got(api.POST('/v1/organisations', { body: form }));
    setForm({ ...form, code: '', name: '' });
    loaded.reload();
  });
  return (
    <Page title={said.title} lead={said.lead}>
      <AdminTabs />
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data?.items.length === 0 && <Empty>{said.none}</Empty>}
      {loaded.data && loaded.data.items.length > 0 && (
        <Card>
          <SmallTable<Schemas['Organisation']>
            caption={said.title}
            hideCaption
            rows={loaded.data.items}
            rowKey={(row) => row.id}
            columns={[
              { key: 'code', name: said.code, cell: (row) => <code>{row.code}</code> },
              { key: 'name', name: said.name, cell: (row) => row.name },
              { key: 'kind', name: said.kind, cell: (row) => kindName(row.kind) },
            ]}
          />
        </Card>
      )}
      <Card title={said.add}>
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void act.run();
          }}
        >
          <Trouble problem={act.problem} />
          <div class="fields">
            <TextField label={said.code} value={form.code} required maxLength={64} onValue={(code) => setForm({ ...form, code })} fault={faultOf(act.problem, 'code')} />
            <TextField label={said.name} value={form.name} required maxLength={120} onValue={(name) => setForm({ ...form, name })} fault={faultOf(act.problem, 'name')} />
            <SelectField label={said.kind} value={form.kind} onValue={(kind) => setForm({ ...form, kind: kind as Kind })} options={KINDS.map((each) => [each, said[each]] as const)} />
          </div>
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.add}</Button></div>
        </form>
      </Card>
    </Page>
  );
}
