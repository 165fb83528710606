import { inBoth } from '../../words';

export const words = inBoth(
  {
    title: 'Cocokkan', lead: 'Apakah kedua baris ini orang yang sama? Yang paling mungkin lebih dulu.', none: 'Tidak ada pasangan yang menunggu keputusan. Pasangan baru muncul setelah daftar berikutnya dicocokkan.', question: 'Orang yang sama?', likely: 'Kemungkinan orang yang sama: {share}', why: 'Mengapa model berpendapat begitu', table: 'Lihat sebagai tabel', chart: 'Lihat sebagai gambar', same: 'Orang yang sama (S)', different: 'Orang berbeda (D)', undo: 'Urungkan (U)', later: 'Nanti (N)', reason: 'Alasan', reasonHint: 'Disimpan bersama keputusan.', defaultReason: 'diperiksa berdampingan',
    field: 'Bidang', weight: 'Bobot', for: 'mendukung', against: 'menentang', sum: 'Jumlah', done: 'Diputuskan di halaman ini: {count}', proposed: 'Diusulkan sama; menunggu persetujuan orang kedua.', decided_same: 'Diputuskan: orang yang sama.', decided_different: 'Diputuskan: orang berbeda.', undone: 'Keputusan diurungkan.', first: 'Baris pertama', second: 'Baris kedua', from: '{sender}, baris {number}', marks: 'Huruf yang berbeda digarisbawahi.', progress: '{open} pasangan menunggu, {decided} sudah diputuskan', keys: 'Tombol: S sama, D berbeda, U urungkan, N nanti.',
    f_name: 'Nama', f_nik: 'NIK', f_birth_date: 'Tanggal lahir', f_sex: 'Jenis kelamin', f_mother_name: 'Nama ibu', f_address: 'Alamat', f_rt: 'RT', f_rw: 'RW', f_village: 'Desa', f_phone: 'Telepon', f_occupation: 'Pekerjaan', sex_L: 'laki-laki', sex_P: 'perempuan',
    e_prior: 'Sebelum melihat apa pun', e_accord: 'Kecocokan NIK, tanggal, dan nama', e_occupation: 'Pekerjaan', e_household: 'Rumah dan telepon', e_identity: 'NIK dan tanggal lahir', e_name: 'Nama', e_sex: 'Jenis kelamin', e_mother: 'Nama ibu', e_birth_place: 'Tempat lahir', e_list: 'Daftar asal',
  },
  {
    title: 'Duplicates', lead: 'Are these two rows one person? The most probable come first.', none: 'No pair waits for a decision. New pairs stand here once the next list is linked.', question: 'One person?', likely: 'Probability that they are one person: {share}', why: 'Why the model thinks so', table: 'See as a table', chart: 'See as a drawing', same: 'One person (S)', different: 'Two persons (D)', undo: 'Undo (U)', later: 'Later (N)', reason: 'Reason', reasonHint: 'Kept with the decision.', defaultReason: 'compared side by side',
    field: 'Field', weight: 'Weight', for: 'speaks for it', against: 'speaks against it', sum: 'Sum', done: 'Decided on this page: {count}', proposed: 'Proposed as one person; a second person must agree.', decided_same: 'Decided: one person.', decided_different: 'Decided: two persons.', undone: 'The decision was undone.', first: 'First row', second: 'Second row', from: '{sender}, row {number}', marks: 'Characters that differ are underlined.', progress: '{open} pairs wait, {decided} are decided', keys: 'Keys: S same, D different, U undo, N later.',
    f_name: 'Name', f_nik: 'NIK', f_birth_date: 'Birth date', f_sex: 'Sex', f_mother_name: 'Mother’s name', f_address: 'Address', f_rt: 'RT', f_rw: 'RW', f_village: 'Village', f_phone: 'Phone', f_occupation: 'Work', sex_L: 'male', sex_P: 'female',
    e_prior: 'Before looking at anything', e_accord: 'NIK, date and name together', e_occupation: 'Work', e_household: 'House and phone', e_identity: 'NIK and birth date', e_name: 'Name', e_sex: 'Sex', e_mother: 'Mother’s name', e_birth_place: 'Birth place', e_list: 'Lists they come from',
  },
);
export const named = (key: string): string => (words() as unknown as Record<string, string>)[key] ?? key;

export const effectWords = inBoth(
  {
    title: 'Yang berubah bila orang yang sama', already: 'Kedua baris sudah milik satu orang: tidak ada yang berubah.', info: 'akibat', warn: 'perhatikan', good: 'baik',
    twoMembers: 'Keduanya peserta. Peserta berkurang dari 2 menjadi 1.', oneMember: 'Satu di antaranya peserta; nomor kepesertaannya tetap, dan keduanya dihitung sekali.', noMember: 'Belum ada yang menjadi peserta: keduanya dihitung sekali dan hanya satu yang dapat didaftarkan.',
    doubles: '{count} bulan ditagih untuk keduanya ({months}): {amount} terlalu banyak, {paid} di antaranya sudah dibayar.', noDoubles: 'Tidak ada bulan yang ditagih dua kali.',
    coverTwice: 'Perlindungan yang sudah dibayar: {days} hari, {twice} di antaranya dibayar dua kali.', coverOnce: 'Perlindungan yang sudah dibayar: {days} hari; tidak ada hari yang hilang.',
    twoPayers: 'Dua pembayar menanggungnya: {one} dan {other}. Setelah digabung cukup satu.', placeFree: 'Satu tempat dalam anggaran {budget} kembali bebas untuk orang berikutnya.',
    endFirst: 'Penggabungan tidak mengakhiri kepesertaan yang kedua: ia tetap ditagih sampai seseorang mencatat bahwa ia keluar. Setelah itu jalankan pembetulan tagihan.', openOther: 'Buka orang dari {row}', first: 'baris pertama', second: 'baris kedua', keeps: 'nomornya tetap',
    different: 'Bila orang berbeda: tidak ada yang berubah; keduanya tetap dihitung dan ditagih sendiri-sendiri.', what: 'Keadaan sekarang', member: 'Peserta', yes: 'ya', no: 'tidak', unlinked: 'belum dicocokkan', standing: 'Kelayakan', payer: 'Pembayar', cover: 'Perlindungan', covered: 'terlindungi', notCovered: 'tidak terlindungi', arrears: 'menunggak', until: 'sampai {day}', days: 'Hari terlindungi', monthsPaid: 'Bulan lunas', billed: 'Ditagih', inBills: '{amount} dalam {bills} tagihan, dibayar {paid}', span: '{count} bulan, {from} – {until}',
    ans_yes: 'layak', ans_no: 'tidak layak', ans_ask: 'perlu keterangan', ans_gone: 'tidak diusulkan lagi', st_paid: 'ada pembayar', st_waiting: 'menunggu pembayar', st_unfundable: 'tidak ada anggaran yang boleh',
    showDoubles: 'Lihat bulan yang ditagih dua kali', doublesCaption: 'Bulan yang ditagih dua kali', month: 'Bulan', dues: 'Iuran', paid: 'Dibayar',
    clusterTitle: 'Baris di belakang keduanya', clusterRows: 'Baris', clusterPairs: 'Pasangan yang ditanyakan', clusterNote: '{a} baris di kiri, {b} di kanan. Garis tebal: pasangan ini; garis utuh: diputuskan sama; titik-titik: diputuskan berbeda; putus-putus: belum diputuskan.', oneColumn: 'satu orang', person: 'Orang', row: 'Baris', name: 'Nama', born: 'Lahir', village: 'Desa', probability: 'Kemungkinan', verdict: 'Keputusan', asked: 'pasangan ini', open: 'belum diputuskan', same: 'sama', differentPair: 'berbeda',
  },
  {
    title: 'What changes if it is one person', already: 'Both rows belong to one person already: nothing changes.', info: 'effect', warn: 'mind', good: 'good',
    twoMembers: 'Both are members. Members go from 2 to 1.', oneMember: 'One of them is a member; that number stays, and both count once.', noMember: 'Neither is a member yet: both count once and only one can be enrolled.',
    doubles: '{count} months were billed for both ({months}): {amount} too much, {paid} of it is paid.', noDoubles: 'No month was billed twice.',
    coverTwice: 'Cover that is paid: {days} days, {twice} of them paid twice.', coverOnce: 'Cover that is paid: {days} days; no day is lost.',
    twoPayers: 'Two payers carry them: {one} and {other}. As one person one is enough.', placeFree: 'One place in the budget {budget} is free again for the next person.',
    endFirst: 'Joining them does not end the second membership: it is billed until somebody records that it was left. Then run the corrections of the bills.', openOther: 'Open the person of the {row}', first: 'first row', second: 'second row', keeps: 'keeps the number',
    different: 'If they are two: nothing changes; both go on to be counted and billed by themselves.', what: 'As it is now', member: 'Member', yes: 'yes', no: 'no', unlinked: 'not linked yet', standing: 'Eligibility', payer: 'Payer', cover: 'Cover', covered: 'covered', notCovered: 'not covered', arrears: 'in arrears', until: 'until {day}', days: 'Days covered', monthsPaid: 'Months paid', billed: 'Billed', inBills: '{amount} in {bills} bills, {paid} paid', span: '{count} months, {from} – {until}',
    ans_yes: 'eligible', ans_no: 'not eligible', ans_ask: 'a question is open', ans_gone: 'no longer proposed', st_paid: 'has a payer', st_waiting: 'waits for a payer', st_unfundable: 'no budget may pay',
    showDoubles: 'See the months billed twice', doublesCaption: 'Months billed twice', month: 'Month', dues: 'Dues', paid: 'Paid',
    clusterTitle: 'The rows behind both', clusterRows: 'Rows', clusterPairs: 'Pairs that were asked', clusterNote: '{a} rows on the left, {b} on the right. Thick line: this pair; solid: decided as one; dotted: decided as two; dashed: not decided yet.', oneColumn: 'one person', person: 'Person', row: 'Row', name: 'Name', born: 'Born', village: 'Village', probability: 'Probability', verdict: 'Decision', asked: 'this pair', open: 'not decided yet', same: 'same', differentPair: 'different',
  },
);
