// What a line of the trail says was done, in words; an action without words is shown as it is written.
import { language } from '../../words';

type Both = readonly [id: string, en: string];

const actions: Record<string, Both> = {
  sign_in: ['Masuk', 'Signed in'],
  sign_in_refused: ['Gagal masuk', 'Sign-in refused'],
  second_factor_refused: ['Faktor kedua ditolak', 'Second factor refused'],
  sign_out: ['Keluar', 'Signed out'],
  accept_invitation: ['Menerima undangan', 'Took an invitation up'],
  invite_again: ['Mengundang lagi', 'Invited again'],
  create_account: ['Membuat akun', 'Made an account'],
  change_account: ['Mengubah akun', 'Changed an account'],
  disable_account: ['Mematikan akun', 'Disabled an account'],
  enable_account: ['Menghidupkan akun', 'Enabled an account'],
  change_password: ['Mengganti kata sandi', 'Changed the password'],
  change_password_refused: ['Gagal mengganti kata sandi', 'Change of password refused'],
  offer_totp: ['Menyiapkan faktor kedua', 'Prepared a second factor'],
  confirm_totp: ['Memasang faktor kedua', 'Set a second factor'],
  end_other_sessions: ['Mengakhiri sesi lain', 'Ended other sessions'],
  create_organisation: ['Menambah organisasi', 'Added an organisation'],
  create_api_key: ['Membuat kunci API', 'Made an API key'],
  revoke_api_key: ['Mencabut kunci API', 'Revoked an API key'],
  add_webhook: ['Menambah webhook', 'Added a webhook'],
  set_webhook: ['Mengubah webhook', 'Changed a webhook'],
  one_time_code_sent: ['Mengirim kode', 'Sent a code'],
  enter_person: ['Memasukkan satu orang', 'Entered a person'],
  correct_entry: ['Memperbaiki data yang dimasukkan', 'Corrected an entry'],
  withdraw_entry: ['Menarik data yang dimasukkan', 'Withdrew an entry'],
  add_entry_photo: ['Menambah foto KTP', 'Added a photograph of an identity card'],
  import_list: ['Menerima daftar', 'Took a list in'],
  upload: ['Mengunggah berkas', 'Sent a file'],
  set_source_basis: ['Mengubah pengirim', 'Changed a sender'],
  link_people: ['Mencocokkan orang', 'Linked people'],
  decide_review: ['Memutuskan pasangan', 'Decided a pair'],
  load_potential: ['Memuat potensi', 'Loaded potential'],
  load_programme: ['Memuat program', 'Loaded a programme'],
  decide_eligibility: ['Menilai kelayakan', 'Decided eligibility'],
  allocate_budgets: ['Membagi anggaran', 'Allocated budgets'],
  save_plan: ['Menyimpan rencana', 'Saved a plan'],
  carry_out_plan: ['Menjalankan rencana', 'Carried a plan out'],
  enrol_allocated: ['Mendaftarkan peserta', 'Enrolled members'],
  enrol_person: ['Mendaftarkan satu orang', 'Enrolled a person'],
  record_event: ['Mencatat perubahan peserta', 'Recorded a change of a member'],
  open_campaign: ['Membuka gerakan perusahaan', 'Opened a campaign'],
  bill_month: ['Menagih satu bulan', 'Billed a month'],
  record_payment: ['Mencatat pembayaran', 'Recorded a payment'],
  propose: ['Mengusulkan', 'Proposed'],
  approve: ['Menyetujui', 'Approved'],
  refuse: ['Menolak', 'Refused'],
  erase: ['Menghapus data pribadi', 'Erased personal data'],
  claim_reported: ['Klaim dilaporkan', 'Claim reported'],
  claim_paper_received: ['Berkas klaim diterima', 'Paper of a claim received'],
  claim_papers_asked: ['Berkas klaim diminta', 'Papers of a claim asked for'],
  claim_receiver_named: ['Penerima klaim dicatat', 'Receiver of a claim named'],
  claim_verified: ['Klaim diperiksa', 'Claim looked into'],
  claim_assessed: ['Klaim dihitung', 'Claim reckoned'],
  claim_approved: ['Klaim disetujui', 'Claim approved'],
  claim_refused: ['Klaim ditolak', 'Claim refused'],
  claim_payment_ordered: ['Pembayaran klaim diperintahkan', 'Payment of a claim ordered'],
  claim_paid: ['Klaim dibayar', 'Claim paid'],
  claim_appealed: ['Keberatan atas klaim', 'Appeal'],
  claim_reopened: ['Klaim dibuka lagi', 'Claim reopened'],
  claim_overpaid: ['Kelebihan bayar klaim', 'Overpayment of a claim'],
  claim_recovered: ['Kelebihan bayar kembali', 'Overpayment came back'],
};

const events: Record<string, Both> = {
  'list.imported': ['Daftar diterima', 'List taken in'],
  'people.linked': ['Orang dicocokkan', 'People linked'],
  'eligibility.decided': ['Kelayakan dinilai', 'Eligibility decided'],
  'budgets.allocated': ['Anggaran dibagi', 'Budgets allocated'],
  'members.enrolled': ['Peserta didaftarkan', 'Members enrolled'],
  'member.changed': ['Data peserta berubah', 'Member changed'],
  'month.billed': ['Bulan ditagih', 'Month billed'],
  'payment.recorded': ['Pembayaran dicatat', 'Payment recorded'],
  'review.decided': ['Pasangan diputuskan', 'Pair decided'],
  'approval.proposed': ['Persetujuan diminta', 'Approval asked for'],
  'approval.decided': ['Persetujuan diputuskan', 'Approval decided'],
};

const at = (): 0 | 1 => (language() === 'en' ? 1 : 0);
export const actionName = (key: string): string => actions[key]?.[at()] ?? key;
/** What a webhook is told of, in words. */
export const eventName = (key: string): string => events[key]?.[at()] ?? key;
/** For a choice: key and words, by words. */
export const actionChoices = (): [string, string][] =>
  Object.entries(actions).map(([key, both]): [string, string] => [key, both[at()]]).sort((a, b) => a[1].localeCompare(b[1]));
