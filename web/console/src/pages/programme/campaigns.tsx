// Campaigns: companies of a district carry its workers, ten each.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { Button, Card, Dialog, Empty, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { faultOf, SelectField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { number } from '../../format';
import { go } from '../../router';
import { may, ownArea, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Gerakan perusahaan',
    lead: 'Perusahaan di satu kecamatan menanggung iuran pekerja rentan di sekitarnya, misalnya sepuluh orang setiap perusahaan.',
    none: 'Belum ada gerakan di wilayah Anda. Kantor cabang membukanya untuk satu kecamatan; setelah itu perusahaan dapat berikrar.',
    open: 'Buka gerakan',
    code: 'Kode (huruf kecil, angka, tanda hubung)',
    name: 'Nama',
    scheme: 'Program',
    regency: 'Kabupaten/kota',
    district: 'Kecamatan',
    choose: 'Pilih…',
    each: 'Pekerja setiap perusahaan',
    pledged: 'Diikrarkan',
    matched: 'Sudah ada orangnya',
    paid: 'Sudah dibayar',
    companies: '{n} perusahaan · {each} pekerja setiap perusahaan',
    see: 'Lihat dan ikut',
  },
  {
    title: 'Company campaigns',
    lead: 'Companies of a district pay the dues of vulnerable workers around them, ten each for example.',
    none: 'There is no campaign in your area yet. The branch office opens one for a district; then companies can pledge.',
    open: 'Open a campaign',
    code: 'Code (small letters, digits, hyphens)',
    name: 'Name',
    scheme: 'Programme',
    regency: 'Regency',
    district: 'District',
    choose: 'Choose…',
    each: 'Workers of each company',
    pledged: 'Pledged',
    matched: 'Matched',
    paid: 'Paid',
    companies: 'Companies: {n} · {each} workers each',
    see: 'See and join',
  },
);

function Open() {
  const said = words();
  const caller = useCaller();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState({ code: '', name: '', scheme: '', regency: '', district: '', each: '10' });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const schemes = useLoad(() => (open ? got(api.GET('/v1/schemes')) : Promise.resolve({ items: [] })), [open]);
  const scheme = schemes.data?.items.find((each) => each.code === form.scheme);
  const above = scheme?.area ?? ownArea(caller);
  const isRegency = above.length === 5;
  const regencies = useLoad(
    () => (above && !isRegency ? got(api.GET('/v1/regions', { params: { query: { under: above } } })) : Promise.resolve({ under: '', items: [] })),
    [above],
  );
  const regency = isRegency ? above : form.regency;
  const districts = useLoad(
    () => (regency ? got(api.GET('/v1/regions', { params: { query: { under: regency } } })) : Promise.resolve({ under: '', items: [] })),
    [regency],
  );
  const act = useAction(async () => {
    const made = await got(
      api.POST('/v1/campaigns', {
        body: { code: form.code, name: form.name, scheme: form.scheme, district: form.district, heads_each: Number(form.each) || 10 },
      }),
    );
    go(`/office/campaigns/${made.code}`);
  });
  const none = ['', said.choose] as const;
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>{said.open}…</Button>
      <Dialog title={said.open} open={open} onClose={() => setOpen(false)}>
        <form
          class="page"
          onSubmit={(event) => {
            event.preventDefault();
            void act.run();
          }}
        >
          <Trouble problem={act.problem ?? schemes.problem} />
          <TextField label={said.name} value={form.name} onValue={(name) => change({ name })} required maxLength={120} fault={faultOf(act.problem, 'name')} />
          <TextField label={said.code} value={form.code} onValue={(code) => change({ code })} required maxLength={64} fault={faultOf(act.problem, 'code')} />
          <SelectField label={said.scheme} value={form.scheme} onValue={(code) => change({ scheme: code })} required options={[none, ...(schemes.data?.items ?? []).map((each) => [each.code, each.name] as const)]} />
          {!isRegency && <SelectField label={said.regency} value={form.regency} onValue={(code) => change({ regency: code })} options={[none, ...(regencies.data?.items ?? []).map((each) => [each.code, each.name] as const)]} />}
          <SelectField label={said.district} value={form.district} onValue={(district) => change({ district })} required options={[none, ...(districts.data?.items ?? []).map((each) => [each.code, each.name] as const)]} />
          <TextField label={said.each} type="number" min={1} max={1000} value={form.each} onValue={(each) => change({ each })} />
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.open}</Button></div>
        </form>
      </Dialog>
    </>
  );
}

export default function Campaigns() {
  const said = words();
  const caller = useCaller();
  const loaded = useLoad(() => got(api.GET('/v1/campaigns')), []);
  return (
    <Page title={said.title} lead={said.lead} actions={may(caller, 'programme_write') && <Open />}>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data?.items.length === 0 && <Empty>{said.none}</Empty>}
      {loaded.data?.items.map((each) => (
        <Card
          key={each.code}
          title={<a href={`/office/campaigns/${each.code}`}>{each.name} – {each.district_name}</a>}
        >
          <p class="hint">{fill(said.companies, { n: number(each.companies), each: number(each.heads_each) })}</p>
          <div class="stats">
            <Stat label={said.pledged} value={each.pledged} />
            <Stat label={said.matched} value={each.matched} share={each.pledged > 0 ? each.matched / each.pledged : 0} />
            <Stat label={said.paid} value={each.paid} share={each.pledged > 0 ? each.paid / each.pledged : 0} />
          </div>
        </Card>
      ))}
    </Page>
  );
}
