// Words of closed lists, as people say them. A word that is not known is shown as it is.
import { language } from '../words';

type Both = readonly [id: string, en: string];

function say(words: Record<string, Both>, key: string): string {
  const both = words[key];
  return both ? both[language() === 'en' ? 1 : 0] : key;
}

const sectors: Record<string, Both> = {
  agriculture: ['Petani', 'Farmers'],
  fishery: ['Nelayan', 'Fishers'],
  trade: ['Pedagang', 'Traders'],
  construction: ['Pekerja bangunan', 'Building workers'],
  transport: ['Pengemudi', 'Drivers'],
  manufacturing: ['Perajin dan industri rumah', 'Makers and home industry'],
  services: ['Jasa', 'Services'],
  day_labour: ['Buruh harian', 'Day labourers'],
  volunteer: ['Relawan', 'Volunteers'],
  religious: ['Pekerja keagamaan', 'Religious workers'],
  community_head: ['Ketua RT dan RW', 'Neighbourhood heads'],
  arts: ['Seniman', 'Artists'],
  other: ['Lainnya', 'Others'],
};
export const SECTORS = Object.keys(sectors);
export const sectorName = (key: string): string => say(sectors, key);

const payerKinds: Record<string, Both> = {
  self: ['Membayar sendiri', 'Pays himself'],
  company: ['Perusahaan', 'Company'],
  donor: ['Donatur', 'Donor'],
  apbn: ['APBN', 'State budget (APBN)'],
  apbd_province: ['APBD provinsi', 'Provincial budget (APBD)'],
  apbd_regency: ['APBD kabupaten/kota', 'Regency budget (APBD)'],
  village: ['Dana desa', 'Village fund'],
  dbhcht: ['DBHCHT (cukai tembakau)', 'Tobacco excise share (DBHCHT)'],
};
export const PAYER_KINDS = Object.keys(payerKinds);
export const payerKindName = (key: string): string => say(payerKinds, key);

const roles: Record<string, Both> = {
  administrator: ['Administrator', 'Administrator'],
  branch_officer: ['Petugas cabang BPJS Ketenagakerjaan', 'Branch officer of BPJS Ketenagakerjaan'],
  agency_operator: ['Operator dinas', 'Agency operator'],
  company_hr: ['HRD perusahaan', 'Company HR'],
  village_officer: ['Petugas desa', 'Village officer'],
  analyst: ['Analis', 'Analyst'],
  auditor: ['Pemeriksa', 'Auditor'],
  worker: ['Pekerja', 'Worker'],
  machine: ['Sistem lain (mesin)', 'Another system (machine)'],
};
export const ROLES = Object.keys(roles);
export const roleName = (key: string): string => say(roles, key);

const jobs: Record<string, Both> = {
  import_list: ['Menerima daftar', 'Take a list in'],
  link_people: ['Mencocokkan orang', 'Link people'],
  decide_eligibility: ['Menilai kelayakan', 'Decide eligibility'],
  allocate: ['Membagi anggaran', 'Allocate budgets'],
  enrol: ['Mendaftarkan peserta', 'Enrol members'],
  carry_out_plan: ['Menjalankan rencana', 'Carry out a plan'],
  match_pledge: ['Mencarikan pekerja untuk ikrar', 'Match a pledge'],
  bill_month: ['Menagih bulan', 'Bill a month'],
  verify: ['Memeriksa ulang', 'Verify'],
  back_up: ['Menyalin basis data', 'Back the database up'],
};
export const jobName = (key: string): string => say(jobs, key);

const jobStates: Record<string, Both> = {
  queued: ['menunggu', 'waiting'],
  running: ['berjalan', 'running'],
  done: ['selesai', 'done'],
  failed: ['gagal', 'failed'],
  cancelled: ['dihentikan', 'stopped'],
};
export const jobStateName = (key: string): string => say(jobStates, key);
export const jobTone = (state: string): 'good' | 'warn' | 'bad' | 'info' | 'none' =>
  state === 'done' ? 'good' : state === 'failed' ? 'bad' : state === 'cancelled' ? 'warn' : 'info';

const approvals: Record<string, Both> = {
  enrolment_batch: ['Pendaftaran peserta', 'Enrolment'],
  person_merge: ['Penggabungan orang', 'Merge of persons'],
  payment: ['Pembayaran', 'Payment'],
  claim: ['Klaim', 'Claim'],
};
export const approvalKindName = (key: string): string => say(approvals, key);

const approvalStates: Record<string, Both> = {
  proposed: ['menunggu orang kedua', 'waits for a second person'],
  approved: ['disetujui', 'approved'],
  refused: ['ditolak', 'refused'],
  withdrawn: ['ditarik kembali', 'taken back'],
  expired: ['lewat waktu', 'ran out'],
};
export const approvalStateName = (key: string): string => say(approvalStates, key);

const priorities: Record<string, Both> = {
  decile: ['desil termiskin dahulu', 'the poorest decile first'],
  register_first: ['yang ada di data kemiskinan dahulu', 'those in the poverty register first'],
  age_desc: ['yang tertua dahulu', 'the oldest first'],
  age_asc: ['yang termuda dahulu', 'the youngest first'],
  listed_first: ['yang terdaftar lebih awal dahulu', 'who was listed earlier first'],
};
/** "sector:trade > decile" as people say it. `areaName` names a region by its code. */
export function orderInWords(order: string, areaName: (code: string) => string): string {
  return order
    .split(' > ')
    .filter(Boolean)
    .map((key) => {
      const [by = '', list = ''] = key.split(':');
      if (by === 'sector') return list.split(',').map(sectorName).join(', ');
      if (by === 'area') return list.split(',').map(areaName).join(', ');
      if (by === 'sender') return list.split(',').join(', ');
      return say(priorities, by);
    })
    .join(' → ');
}

const ledgerAccounts: Record<string, Both> = {
  receivable: ['Piutang pembayar', 'Receivable of payer'],
  suspense: ['Titipan pembayar', 'Suspense of payer'],
  fund: ['Dana', 'Fund'],
  bank: ['Bank', 'Bank'],
  correction: ['Koreksi dana', 'Corrections of fund'],
  benefit: ['Manfaat', 'Benefits of'],
  benefit_fund: ['Kas manfaat', 'Money for benefits'],
  benefit_payable: ['Manfaat belum dibayar', 'Benefits payable'],
  benefit_recoverable: ['Manfaat yang harus dikembalikan', 'Benefits to be returned'],
};
/** "receivable.12" -> "Piutang pembayar Dinas Perdagangan", where the payer's name is known. */
export function ledgerAccountName(code: string, payer?: string | null): string {
  const [kind = '', ...whose] = code.split('.');
  return ledgerAccounts[kind] ? `${say(ledgerAccounts, kind)} ${payer ?? whose.join('.')}`.trim() : code;
}

const references: Record<string, Both> = {
  bill: ['tagihan', 'bill'],
  matching: ['pelunasan', 'matching'],
  payment: ['pembayaran', 'payment'],
  claim: ['klaim', 'claim'],
  event: ['langkah', 'step'],
};
/** "bill 12" -> "tagihan 12"; "claim 12 event 7" -> "klaim 12 langkah 7" */
export const referenceText = (text: string): string => text.replace(/[a-z]+/g, (word) => say(references, word));

/** The heading of a column of buttons. */
export const actionsName = (): string => (language() === 'en' ? 'Actions' : 'Tindakan');
