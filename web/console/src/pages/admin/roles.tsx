// What each role may do, as the server's own table says: a role is chosen, never put together.
import { api, got } from '../../api';
import { Card, Loading, Page, Trouble, useWide } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { roleName } from '../../kit/terms';
import { inBoth, language } from '../../words';
import { AdminTabs } from './shared';

const words = inBoth(
  {
    title: 'Peran', lead: 'Apa yang boleh dilakukan tiap peran. Di mana boleh, ditentukan batas akunnya.',
    may: 'Boleh', yes: 'boleh', no: 'tidak',
  },
  {
    title: 'Roles', lead: 'What each role may do. Where it may, the limits of the account say.',
    may: 'May', yes: 'may', no: 'no',
  },
);

/** In the order of the work; what only everybody or nobody has is left out. */
const permissions: [key: string, id: string, en: string][] = [
  ['lists_read', 'melihat daftar', 'see lists'],
  ['lists_write', 'mengirim daftar', 'send lists'],
  ['review_read', 'melihat pasangan ganda', 'see duplicate pairs'],
  ['review_propose', 'memutuskan pasangan ganda', 'decide duplicate pairs'],
  ['review_approve', 'menyetujui penggabungan (orang kedua)', 'agree to a merge (second person)'],
  ['people_read', 'mencari dan melihat orang, NIK tertutup', 'find and see people, NIK masked'],
  ['people_unmask', 'melihat NIK utuh dengan alasan', 'see a whole NIK, with a reason'],
  ['events_write', 'mencatat kematian, pindah, kecelakaan', 'write down deaths, moves, accidents'],
  ['programme_read', 'melihat program dan anggaran', 'see programme and budgets'],
  ['programme_write', 'mengatur program, kelayakan, pembagian', 'run programme, eligibility, allocation'],
  ['enrol_propose', 'mengusulkan pendaftaran', 'propose enrolments'],
  ['enrol_approve', 'menyetujui pendaftaran (orang kedua)', 'agree to enrolments (second person)'],
  ['bills_read', 'melihat tagihan', 'see bills'],
  ['bills_make', 'menagih', 'make bills'],
  ['payments_record', 'mencatat pembayaran', 'record payments'],
  ['payments_approve', 'menyetujui pembayaran besar (orang kedua)', 'agree to large payments (second person)'],
  ['claims_propose', 'memeriksa dan menghitung klaim', 'look into and reckon claims'],
  ['claims_approve', 'menyetujui klaim (orang kedua)', 'agree to claims (second person)'],
  ['ledger_read', 'melihat buku besar', 'see the ledger'],
  ['figures_read', 'melihat angka capaian', 'see figures'],
  ['exports_read', 'mengunduh berkas massal', 'take bulk files'],
  ['rules_read', 'melihat aturan', 'see the rules'],
  ['jobs_read', 'melihat proses yang berjalan', 'see work under way'],
  ['audit_read', 'membaca jejak audit', 'read the audit trail'],
  ['privacy_manage', 'mengurus privasi', 'answer for privacy'],
  ['accounts_manage', 'mengurus akun', 'manage accounts'],
  ['webhooks_manage', 'mengurus pemberitahuan ke sistem lain', 'manage notices to other systems'],
  ['system_manage', 'mengurus sistem', 'run the system'],
  ['registry_query', 'bertanya sebagai sistem lain', 'ask as another system'],
  ['active_query', 'bertanya aktif atau tidak', 'ask whether active'],
  ['bills_collect', 'menerima pembayaran sebagai bank', 'collect as a bank'],
];

/** Nine columns need a desk; below it each role is told by itself. */
const TABLE_FROM = 1280;

export default function Roles() {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/roles')), []);
  const roles = (loaded.data?.items ?? []).filter((each) => each.role !== 'worker');
  const at = language() === 'en' ? 2 : 1;
  const wide = useWide(TABLE_FROM);
  return (
    <Page title={said.title} lead={said.lead}>
      <AdminTabs />
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {!wide && loaded.data && <div class="columns">{roles.map((role) => (
        <Card key={role.role} title={roleName(role.role)}>
          <ul>{permissions.filter(([key]) => role.permissions.includes(key)).map((row) => <li key={row[0]}>{row[at]}</li>)}</ul>
        </Card>
      ))}</div>}
      {loaded.data && wide && (
        <Card>
          <SmallTable
            caption={said.title}
            hideCaption
            rows={permissions}
            rowKey={([key]) => key}
            columns={[
              { key: 'may', name: said.may, form: 'wide', cell: (row) => row[at] },
              ...roles.map((role) => ({
                key: role.role,
                name: roleName(role.role),
                cell: ([key]: [string, string, string]) =>
                  role.permissions.includes(key) ? <strong>✓<span class="unseen">{said.yes}</span></strong> : <span class="hint">–<span class="unseen">{said.no}</span></span>,
              })),
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
