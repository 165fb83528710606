// People who wait for cover, in a programme that covered everybody: a new list of invented farmers and
// traders is sent, linked and decided about, over the API as the branch does it.
import { setTimeout as sleep } from 'node:timers/promises';

const VILLAGES = ['Banget', 'Kedungdowo', 'Garung Lor'];

/** NIK, name, birth date ...: numbers that nobody has, of Kaliwungu in Kudus. */
function listOf(count) {
  const lines = ['NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status,No HP,Nama Ibu'];
  for (let i = 0; i < count; ++i) {
    const woman = i % 2 === 1;
    const day = 1 + (i % 28);
    const month = String(1 + (i % 12)).padStart(2, '0');
    const year = 1970 + (i % 25);
    const nik = `331901${String(woman ? day + 40 : day).padStart(2, '0')}${month}${String(year).slice(2)}${9000 + i}`;
    const letters = String.fromCharCode(65 + (i % 26)) + String.fromCharCode(65 + Math.floor(i / 26));
    const name = `${woman ? 'Sulastri' : 'Sukarman'} Melati${letters.toLowerCase()}`;
    lines.push(`${nik},${name},${String(day).padStart(2, '0')}-${month}-${year},${woman ? 'P' : 'L'},${VILLAGES[i % 3]},${i % 3 === 0 ? 'Pedagang' : 'Petani'},aktif,0812999${String(i).padStart(5, '0')},Ibu ${letters}`);
  }
  return lines.join('\n') + '\n';
}

/** `context` is signed in as a branch officer. The number of people who wait afterwards. */
export async function bringNewcomers(context, csrf, scheme, count = 60) {
  const headers = () => ({ 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() });
  const post = async (path, data, more = {}) => {
    const answer = await context.request.post(path, { data, headers: { ...headers(), ...more } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const done = async (job) => {
    for (;;) {
      const now = await (await context.request.get(`/v1/jobs/${job.id}`)).json();
      if (now.state === 'done') return now.result;
      if (now.state === 'failed' || now.state === 'cancelled') throw new Error(JSON.stringify(now));
      await sleep(100);
    }
  };
  const upload = await post('/v1/uploads?file_name=pendatang.csv', Buffer.from(listOf(count)), { 'Content-Type': 'application/octet-stream' });
  await done(await post('/v1/lists', {
    upload: upload.id, sender: 'tani-baru', sender_name: 'Kelompok tani baru', sender_kind: 'agency', area: '33.19', as_of: '2025-06-01',
  }));
  await done(await post('/v1/link-runs'));
  await done(await post(`/v1/schemes/${scheme}/eligibility-runs`, {}));
  const table = await (await context.request.get(`/v1/schemes/${scheme}/planner`)).json();
  return table.people;
}
