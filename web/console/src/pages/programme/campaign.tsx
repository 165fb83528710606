// One campaign: what companies pledged, who was found for it, what is paid; a company pledges here
// and sees its workers.
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { Badge, Button, Card, Empty, Loading, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { faultOf, TextField } from '../../kit/fields';
import { JobProgress } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { actionsName } from '../../kit/terms';
import { number, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';
import { span } from './programme';
import { Workers } from './workers';

const words = inBoth(
  {
    pledged: 'Diikrarkan',
    matched: 'Sudah ada orangnya',
    paid: 'Sudah dibayar',
    lead: 'Perusahaan yang ikut di {district}: {n}. Setiap perusahaan diajak menanggung {each} pekerja.',
    pledge: 'Ikrarkan',
    pledgeTitle: 'Ikrar perusahaan Anda',
    pledgeFor: 'Catat ikrar sebuah perusahaan',
    heads: 'Berapa pekerja',
    name: 'Nama perusahaan',
    code: 'Kode pembayar (huruf kecil, angka, tanda hubung)',
    thanks: 'Terima kasih. Kantor cabang mencarikan pekerja yang menunggu di kecamatan ini; nama mereka tampil di sini.',
    pledges: 'Ikrar',
    company: 'Perusahaan',
    state: 'Keadaan',
    match: 'Carikan pekerja',
    again: 'Carikan yang masih kurang',
    withdraw: 'Tarik ikrar',
    second: 'Menunggu orang kedua, di halaman Persetujuan.',
    none: 'Belum ada ikrar. Isi berapa pekerja yang akan ditanggung.',
    money: 'Uang diterima',
    st_pledged: 'diikrarkan',
    st_matching: 'sebagian ada orangnya',
    st_full: 'lengkap',
    st_withdrawn: 'ditarik',
  },
  {
    pledged: 'Pledged',
    matched: 'Matched',
    paid: 'Paid',
    lead: 'Companies taking part in {district}: {n}. Each is asked to carry {each} workers.',
    pledge: 'Pledge',
    pledgeTitle: 'Your company’s pledge',
    pledgeFor: 'Write down a company’s pledge',
    heads: 'How many workers',
    name: 'Name of the company',
    code: 'Payer code (small letters, digits, hyphens)',
    thanks: 'Thank you. The branch office looks for workers who wait in this district; their names appear here.',
    pledges: 'Pledges',
    company: 'Company',
    state: 'State',
    match: 'Find workers',
    again: 'Find those who are missing',
    withdraw: 'Take back',
    second: 'Waits for a second person, on the page Approvals.',
    none: 'No pledge yet. Say how many workers will be sponsored.',
    money: 'Money received',
    st_pledged: 'pledged',
    st_matching: 'partly matched',
    st_full: 'complete',
    st_withdrawn: 'taken back',
  },
);

type Pledge = Schemas['Pledge'];

function PledgeForm(props: { campaign: Schemas['Campaign']; onDone: () => void }) {
  const said = words();
  const caller = useCaller();
  const own = caller.scope.find((limit) => limit.kind === 'payer')?.value;
  const [form, setForm] = useState({ heads: String(props.campaign.heads_each), name: '', code: '' });
  const [done, setDone] = useState(false);
  const act = useAction(async () => {
    await got(
      api.POST('/v1/campaigns/{campaign}/pledges', {
        params: { path: { campaign: props.campaign.code } },
        body: { heads: Number(form.heads), payer_name: form.name, ...(own ? {} : { payer: form.code }) },
      }),
    );
    setDone(true);
    props.onDone();
  });
  return (
    <Card title={own ? said.pledgeTitle : said.pledgeFor}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <Trouble problem={act.problem} />
        <div class="fields">
          <TextField label={said.heads} type="number" inputMode="numeric" min={1} max={100000} required value={form.heads} onValue={(heads) => setForm({ ...form, heads })} fault={faultOf(act.problem, 'heads')} />
          {!own && <TextField label={said.code} value={form.code} required maxLength={64} onValue={(code) => setForm({ ...form, code })} fault={faultOf(act.problem, 'payer')} />}
          <TextField label={said.name} value={form.name} maxLength={100} onValue={(name) => setForm({ ...form, name })} fault={faultOf(act.problem, 'payer_name')} />
        </div>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{said.pledge}</Button></div>
        {done && <Notice tone="good">{said.thanks}</Notice>}
      </form>
    </Card>
  );
}

export default function CampaignPage({ names }: PageProps) {
  const said = words();
  const caller = useCaller();
  const code = names['campaign'] ?? '';
  const params = { params: { path: { campaign: code } } };
  const [round, setRound] = useState(0);
  const campaign = useLoad(() => got(api.GET('/v1/campaigns/{campaign}', params)), [code, round]);
  const pledges = useLoad(() => got(api.GET('/v1/campaigns/{campaign}/pledges', params)), [code, round]);
  const [job, setJob] = useState<string>();
  const [waits, setWaits] = useState(false);
  const again = () => setRound((before) => before + 1);
  const match = useAction(async (pledge: string) => {
    setWaits(false);
    const answer = await got(
      api.POST('/v1/campaigns/{campaign}/pledges/{pledge}/match', { params: { path: { campaign: code, pledge } }, body: {} }),
    );
    if ('approval' in answer) setWaits(true);
    else setJob(answer.id);
  });
  const withdraw = useAction(async (pledge: string) => {
    await got(api.POST('/v1/campaigns/{campaign}/pledges/{pledge}/withdraw', { params: { path: { campaign: code, pledge } } }));
    again();
  });
  const stateName = (state: Pledge['state']) =>
    ({ pledged: said.st_pledged, matching: said.st_matching, full: said.st_full, withdrawn: said.st_withdrawn })[state];
  const tone = (state: Pledge['state']) =>
    ({ pledged: 'info', matching: 'warn', full: 'good', withdrawn: 'none' } as const)[state];
  if (campaign.problem) return <Page title={code}><Trouble problem={campaign.problem} retry={campaign.reload} /></Page>;
  if (!campaign.data) return <Loading />;
  const now = campaign.data;
  const own = caller.scope.find((limit) => limit.kind === 'payer')?.value;
  const mayFind = may(caller, 'programme_write');
  return (
    <Page
      title={now.name}
      lead={fill(said.lead, { n: number(now.companies), district: now.district_name, each: number(now.heads_each) })}
    >
      <div class="stats">
        <Stat label={said.pledged} value={now.pledged} />
        <Stat label={said.matched} value={now.matched} share={now.pledged > 0 ? now.matched / now.pledged : 0} />
        <Stat label={said.paid} value={now.paid} share={now.pledged > 0 ? now.paid / now.pledged : 0} />
      </div>
      <Trouble problem={pledges.problem ?? match.problem ?? withdraw.problem} />
      {waits && <Notice>{said.second}</Notice>}
      {job && <JobProgress key={job} id={job} name={said.match} onEnd={again} />}
      <Card title={said.pledges}>
        {pledges.data?.items.length === 0 && <Empty>{said.none}</Empty>}
        {pledges.data && pledges.data.items.length > 0 && (
          <SmallTable
            caption={said.pledges}
            hideCaption
            rows={pledges.data.items}
            rowKey={(row) => row.id}
            columns={[
              { key: 'company', name: said.company, cell: (row) => <>{row.payer_name} <span class="hint">{span(row.months)}</span></> },
              { key: 'state', name: said.state, cell: (row) => <Badge tone={tone(row.state)}>{stateName(row.state)}</Badge> },
              { key: 'heads', name: said.pledged, numeric: true, cell: (row) => number(row.heads) },
              { key: 'matched', name: said.matched, numeric: true, cell: (row) => number(row.matched) },
              { key: 'paid', name: said.paid, numeric: true, cell: (row) => number(row.paid) },
              { key: 'money', name: said.money, numeric: true, cell: (row) => rupiah(row.paid_money) },
              {
                key: 'do',
                name: actionsName(),
                cell: (row) => (
                  <span class="actions">
                    {mayFind && (row.state === 'pledged' || row.state === 'matching') && (
                      <Button busy={match.busy} onClick={() => void match.run(row.id)}>{row.state === 'pledged' ? said.match : said.again}</Button>
                    )}
                    {may(caller, 'enrol_propose') && row.state === 'pledged' && (
                      <Button kind="quiet" busy={withdraw.busy} onClick={() => void withdraw.run(row.id)}>{said.withdraw}</Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Card>
      {may(caller, 'enrol_propose') && <PledgeForm campaign={now} onDone={again} />}
      {own && <Workers payer={own} round={round} />}
    </Page>
  );
}
