// The law in the reader's words: names of rules, values that are words, and where it is written. Regulations
// and articles are stored in English ("PP 44/2015 art 18"); what is not known here stays as it is.
import { language } from '../words';
import { useSaid } from './said';

const PHRASES: [RegExp, string][] = [
  [/\bart (?=\d)/g, 'pasal '],
  [/\bannex\b/g, 'lampiran'],
  [/\btable\b/g, 'tabel'],
  [/\bbefore it\b/g, 'sebelumnya'],
  [/\bpapers of the heirs as for\b/g, 'berkas ahli waris seperti'],
  [/\bpapers of the scholarship\b/g, 'berkas beasiswa'],
  [/\bpapers of\b/g, 'berkas'],
  [/\bbenefits? of\b/g, 'manfaat'],
  [/\bpayment of\b/g, 'pembayaran'],
  [/\bpension of a child\b/g, 'pensiun anak'],
  [/\bpension of survivors\b/g, 'pensiun ahli waris'],
  [/\bpension of the disabled\b/g, 'pensiun cacat'],
  [/\bdue date of BPU dues\b/g, 'jatuh tempo iuran BPU'],
  [/\bdue date of dues\b/g, 'jatuh tempo iuran'],
  [/\bdue date during COVID\b/g, 'jatuh tempo selama COVID'],
  [/\bdues of\b/g, 'iuran'],
  [/\bdensity of dues\b/g, 'kepadatan iuran'],
  [/\b(\d+) years of dues\b/g, 'iuran $1 tahun'],
  [/\bBPU contribution of\b/g, 'iuran BPU'],
  [/\bJHT by choice\b/g, 'JHT sukarela'],
  [/\bJKM of new members\b/g, 'JKM peserta baru'],
  [/\bJKM of wage earners\b/g, 'JKM penerima upah'],
  [/\barrears of employers\b/g, 'tunggakan pemberi kerja'],
  [/\boccupational disease after the employment\b/g, 'penyakit akibat kerja setelah berhenti bekerja'],
  [/\bviolence and rape at the place of work\b/g, 'kekerasan dan pemerkosaan di tempat kerja'],
  [/\bvulnerable workers of 18 to 65\b/g, 'pekerja rentan 18 sampai 65 tahun'],
  [/\bwage of a day labourer\b/g, 'upah pekerja harian'],
  [/\bregistration of the project\b/g, 'pendaftaran proyek'],
  [/\bconstruction, wages not known\b/g, 'jasa konstruksi, upah tidak diketahui'],
  [/\bconstruction, wages known\b/g, 'jasa konstruksi, upah diketahui'],
  [/\bchange of workers\b/g, 'perubahan pekerja'],
  [/\bminimal programmes of BPU\b/g, 'program paling sedikit bagi BPU'],
  [/\bpayment for 1, 3, 6 or 12 months ahead\b/g, 'bayar di muka 1, 3, 6, atau 12 bulan'],
  [/\bprocess manual p\. (\d+)/g, 'pedoman proses hlm. $1'],
  [/\bpoint (?=[a-z]\b)/g, 'huruf '],
  [/\bno fine named for BPU\b/g, 'tidak ada denda bagi BPU'],
  [/\bofficial questions and answers\b/g, 'tanya jawab resmi'],
  [/\bfirst report\b/g, 'laporan tahap pertama'],
  [/\bsecond report\b/g, 'laporan tahap kedua'],
  [/\bscholarship\b/g, 'beasiswa'],
  [/\bcertificate\b/g, 'sertifikat'],
  [/\bfine\b/g, 'denda'],
  [/\bno rule found for BPU\b/g, 'tidak ada aturan bagi BPU'],
  [/\bno rule found\b/g, 'tidak ada aturannya'],
  [/\bno relief\b/g, 'tanpa keringanan'],
  [/\bpractice\b/g, 'praktik'],
  [/\bnot named\b/g, 'tidak disebut'],
  [/\bthe office's own standard, not law\b/g, 'ketentuan kantor sendiri, bukan hukum'],
  [/\bchosen here; ask BPJS Ketenagakerjaan\b/g, 'dipilih di sini; tanyakan kepada BPJS Ketenagakerjaan'],
];

/** "PP 82/2019, benefits of JKM; before it PP 44/2015" as the reader says it. */
export function citationText(text: string): string {
  if (language() === 'en') return text.replace(/\bart (?=\d)/g, 'article ');
  return PHRASES.reduce((told, [from, to]) => told.replace(from, to), text);
}

/** Names of rules and of values that are words; the key where there is none. */
export function useLawWords(): { rule: (key: string) => string; word: (value: string) => string } {
  const said = useSaid('law');
  const or = (key: string, otherwise: string) => {
    const text = said(key);
    return text === key ? otherwise : text;
  };
  return {
    rule: (key) => or(`rule.${key}`, key),
    word: (value) => or(`rule_word.${value}`, or(`claims.paper.${value}`, value)),
  };
}
