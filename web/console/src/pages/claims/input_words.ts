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
  programme: 'Because of', programmes: { JKK: 'Work accident (JKK)', JKM: 'Death by another cause (JKM)' },
  dues_months: 'Months of dues paid', first_year: 'First day of the school year',
  children: 'Children at school', birth: 'Day of birth', add_child: 'Add a child', child: 'Child {n}',
  years: 'Years of school still to come',
  levels: { primary: 'Primary', junior: 'Junior', senior: 'Senior', tertiary: 'University' },
};

export const words = inBoth(id, en);
