// What the fields of an assessment are called.
import { inBoth } from '../../words';

const id = {
  bills: 'Biaya menurut kuitansi (rupiah)',
  treatment: 'Perawatan', transport_land: 'Angkutan darat', transport_sea: 'Angkutan laut', transport_air: 'Angkutan udara',
  off: 'Tidak dapat bekerja', months_off: 'Bulan penuh', days_off: 'Hari sisanya',
  ending: 'Bagaimana akhirnya', endings: { recovered: 'Sembuh, dengan atau tanpa cacat', total_disability: 'Cacat total tetap', death: 'Meninggal' },
  losses: 'Cacat menetap', loss: 'Cacat', choose: '— pilih —', add_loss: 'Tambah cacat', drop: 'Hapus: {what}',
  count: 'Berapa kali', count_hint: 'Jari, atau tiap 10 dB atau 10%', lost: 'Fungsi yang hilang (%)', lost_hint: '100 bila hilang seluruhnya',
  degree: 'Persen menurut dokter ({least} sampai {most})', not_read: 'belum diverifikasi',
  more: 'Alat bantu, perawatan di rumah, kembali bekerja',
  home_care: 'Perawatan di rumah', home_care_months: 'Bulan perawatan di rumah', prosthesis: 'Alat pengganti anggota tubuh', dentures: 'Gigi tiruan', hearing_aid: 'Alat bantu dengar', glasses: 'Kacamata', rehabilitation: 'Rehabilitasi', return_to_work: 'Program kembali bekerja',
  balance: 'Saldo JHT (rupiah)', why: 'Alasan mengambil', stopped: 'Hari berhenti bekerja', member_since: 'Peserta sejak', partial_before: 'Pernah mengambil sebagian',
  whys: {
    retirement: 'Usia pensiun', death: 'Meninggal', total_disability: 'Cacat total tetap', resigned: 'Mengundurkan diri', dismissed: 'Diberhentikan (PHK)', contract_ended: 'Kontrak berakhir', bpu_stopped: 'Pekerja mandiri berhenti', preparation: 'Sebagian, persiapan pensiun', house: 'Sebagian, untuk rumah',
  },
  segment: 'Pekerja', segments: { BPU: 'Mandiri atau informal (BPU)', PU: 'Menerima upah (PU)', construction: 'Proyek konstruksi' },
  months: 'Bulan iuran', jp_balance: 'Saldo iuran dan hasilnya (rupiah)', average_wage: 'Rata-rata upah sebulan (rupiah)', who: 'Siapa yang menerima', whos: { old_age: 'Pekerja, usia pensiun', disability: 'Pekerja, cacat total tetap', widow: 'Janda atau duda', child: 'Anak', parent: 'Orang tua' }, child_birth: 'Tanggal lahir anak',
  wage: 'Upah sebulan (rupiah)', months_without: 'Bulan tanpa pekerjaan', dues_window: 'Bulan iuran dalam jendela waktunya', registered: 'Hari mendaftar', new_job: 'Hari mulai kerja baru (bila ada)',
  programme: 'Karena apa', programmes: { JKK: 'Kecelakaan kerja (JKK)', JKM: 'Kematian karena sebab lain (JKM)' },
  dues_months: 'Bulan iuran yang dibayar', first_year: 'Hari pertama tahun sekolah',
  children: 'Anak yang bersekolah', birth: 'Tanggal lahir', add_child: 'Tambah anak', child: 'Anak {n}',
  years: 'Tahun sekolah yang masih ditempuh',
  levels: { primary: 'SD', junior: 'SMP', senior: 'SMA', tertiary: 'Kuliah' },
};

const en: typeof id = {
  bills: 'Bills by receipt (rupiah)',
  treatment: 'Treatment', transport_land: 'Transport by land', transport_sea: 'Transport by sea', transport_air: 'Transport by air',
  off: 'Off work', months_off: 'Whole months', days_off: 'Days besides',
  ending: 'How it ended', endings: { recovered: 'Recovered, with or without a lasting loss', total_disability: 'Total disability for good', death: 'Death' },
  losses: 'Lasting losses', loss: 'Loss', choose: '— choose —', add_loss: 'Add a loss', drop: 'Remove: {what}',
  count: 'How many times', count_hint: 'Fingers, or each 10 dB or 10%', lost: 'Function lost (%)', lost_hint: '100 when all of it is lost',
  degree: 'Percent by the doctor ({least} to {most})', not_read: 'not verified',
  more: 'Aids, care at home, return to work',
  home_care: 'Care at home', home_care_months: 'Months of care at home', prosthesis: 'Prosthesis', dentures: 'Dentures', hearing_aid: 'Hearing aid', glasses: 'Glasses', rehabilitation: 'Rehabilitation', return_to_work: 'Return to work',
  balance: 'Balance of JHT (rupiah)', why: 'Reason', stopped: 'Day when work ended', member_since: 'Member since', partial_before: 'A part was taken before',
  whys: {
    retirement: 'Retirement age', death: 'Death', total_disability: 'Total disability for good', resigned: 'Resigned', dismissed: 'Dismissed', contract_ended: 'Contract ended', bpu_stopped: 'Informal worker stopped', preparation: 'In part, for retirement', house: 'In part, for a house',
  },
  segment: 'Worker', segments: { BPU: 'Informal (BPU)', PU: 'Wage earner (PU)', construction: 'Construction project' },
  months: 'Months of dues', jp_balance: 'Balance of dues and yield (rupiah)', average_wage: 'Average wage of a month (rupiah)', who: 'Who receives it', whos: { old_age: 'The worker, retired', disability: 'The worker, disabled for good', widow: 'Widow or widower', child: 'Child', parent: 'Parent' }, child_birth: 'Day of birth of the child',
  wage: 'Wage of a month (rupiah)', months_without: 'Months without work', dues_window: 'Months of dues within the window', registered: 'Day of registration', new_job: 'Day of the new job (if any)',
  programme: 'Because of', programmes: { JKK: 'Work accident (JKK)', JKM: 'Death by another cause (JKM)' },
  dues_months: 'Months of dues paid', first_year: 'First day of the school year',
  children: 'Children at school', birth: 'Day of birth', add_child: 'Add a child', child: 'Child {n}',
  years: 'Years of school still to come',
  levels: { primary: 'Primary', junior: 'Junior', senior: 'Senior', tertiary: 'University' },
};

export const words = inBoth(id, en);
