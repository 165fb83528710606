// The form with script: the NIK is read while it is typed, a photo may be taken, and saving puts the
// entry into this browser first, so that nothing typed is lost whatever the line does.
import { draw, forgetNews, sendNow } from './outbox';
import { readNik } from './nik';
import { takePhoto } from './photo';
import * as store from './store';
import type { Item } from './store';
import { say } from './words';

type Control = HTMLInputElement | HTMLSelectElement;

const form = document.querySelector<HTMLFormElement>('#entry');
const FIELDS = ['nik', 'name', 'birth_date', 'sex', 'village', 'address', 'rt', 'rw', 'occupation', 'phone'];
/** The entry that is being mended; saving replaces it. */
let mended: Item | undefined;

const control = (name: string): Control | null => document.querySelector<Control>(`#f-${name}`);

function tellNik(): void {
  const told = readNik(control('nik')?.value ?? '');
  const place = document.querySelector<HTMLElement>('#nik-told');
  if (!place) return;
  place.textContent = told?.text ?? '';
  place.classList.toggle('bad', told !== null && !told.good);
  if (!told?.good) return;
  const born = control('birth_date');
  if (born && born.value === '' && told.born) born.value = told.born;
  const sex = control('sex');
  if (sex && sex.value === '' && told.sex) sex.value = told.sex;
}

/** A notice above the form that is read out and gets the focus, each fault leading to its field. */
function showFaults(title: string, faults: { field: string; text: string }[]): void {
  document.querySelector('#faults')?.remove();
  for (const each of document.querySelectorAll('.faulty')) each.classList.remove('faulty');
  for (const each of document.querySelectorAll('[aria-invalid]')) each.removeAttribute('aria-invalid');
  if (faults.length === 0 || !form) return;
  const box = document.createElement('div');
  box.id = 'faults';
  box.className = 'notice bad';
  box.setAttribute('role', 'alert');
  box.tabIndex = -1;
  const heading = document.createElement('h2');
  heading.textContent = title;
  const all = document.createElement('ul');
  for (const { field, text } of faults) {
    const row = document.createElement('li');
    const place = field ? control(field) : null;
    if (place) {
      const link = document.createElement('a');
      link.href = `#f-${field}`;
      link.textContent = text;
      row.append(link);
      place.setAttribute('aria-invalid', 'true');
      place.closest('.field')?.classList.add('faulty');
    } else {
      row.textContent = text;
    }
    all.append(row);
  }
  box.append(heading, all);
  form.before(box);
  box.focus();
}

function faultsOf(item: Item): { field: string; text: string }[] {
  return (item.findings ?? []).map((each) => {
    const value = item.fields[each.field] ? ` “${item.fields[each.field]}”` : '';
    const label = each.field ? `${say(`field.${each.field}`)}${value}: ` : '';
    return { field: each.field, text: `${label}${each.what} ${each.remedy}`.trim() };
  });
}

/** Back into the form, to be mended. */
export function mendItem(item: Item): void {
  if (!form) {
    location.href = `/village/add?mend=${item.id}`;
    return;
  }
  mended = item;
  for (const name of FIELDS) {
    const place = control(name);
    if (place) place.value = item.fields[name] ?? '';
  }
  tellNik();
  showFaults(say('wrong'), item.state === 'wrong' ? faultsOf(item) : []);
  if (item.state !== 'wrong') control('nik')?.focus();
}

async function photoOf(): Promise<store.Photo | undefined | false> {
  const file = document.querySelector<HTMLInputElement>('#f-photo')?.files?.[0];
  if (!file) return mended?.photo;
  const taken = await takePhoto(file);
  if ('photo' in taken) return taken.photo;
  showFaults(say('wrong'), [{ field: 'photo', text: say(taken.fault) }]);
  return false;
}

function typedFields(): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of FIELDS) fields[name] = control(name)?.value.trim() ?? '';
  return fields;
}

function clear(): void {
  const village = control('village')?.value ?? '';
  form?.reset();
  const place = control('village');
  if (place) place.value = village;
  for (const name of FIELDS) {
    const each = control(name);
    if (each && name !== 'village') each.value = '';
  }
  tellNik();
  showFaults('', []);
  mended = undefined;
}

async function save(): Promise<void> {
  const photo = await photoOf();
  if (photo === false) return;
  const fields = typedFields();
  const account = form?.dataset.account || (await store.meta()).account;
  const entry: store.NewItem = { key: store.newKey(), account, created: mended?.created ?? Date.now(), fields, options: {}, state: 'new', ...(photo ? { photo } : {}) };
  let id = mended?.id;
  try {
    if (id === undefined) id = await store.add(entry);
    else await store.put({ ...entry, id });
  } catch {
    // A full telephone keeps nothing more: what was typed goes to the server as it is.
    form?.submit();
    return;
  }
  clear();
  forgetNews();
  await draw();
  const round = await sendNow();
  const looked = round.looked.find((each) => each.id === id);
  if (looked?.state === 'wrong') mendItem(looked);
  else document.querySelector<HTMLElement>('#outbox')?.scrollIntoView({ block: 'nearest' });
}

/** Without a signal the empty form has no villages: those of the last time are filled in. */
async function fillVillages(): Promise<void> {
  const place = control('village');
  const { villages } = await store.meta();
  if (!(place instanceof HTMLSelectElement) || place.options.length > 1 || villages.length === 0) return;
  for (const each of villages) place.add(new Option(`${each.name} (${each.district})`, each.code));
  if (villages.length === 1) place.value = villages[0]?.code ?? '';
}

/** A photo of somebody who is stored already: it waits and goes like an entry's. */
function startLatePhoto(): void {
  const place = document.querySelector<HTMLElement>('#photo-field');
  const entry = place?.dataset.entry;
  const input = document.querySelector<HTMLInputElement>('#f-photo');
  if (!place || !entry || !input) return;
  place.hidden = false;
  const name = document.querySelector('.facts dd:nth-of-type(2)')?.textContent ?? '';
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    const taken = await takePhoto(file);
    if ('fault' in taken) {
      input.setCustomValidity(say(taken.fault));
      input.reportValidity();
      return;
    }
    const { account } = await store.meta();
    await store.add({ key: store.newKey(), account, created: Date.now(), fields: { name }, options: {}, photo: taken.photo, state: 'photo', entry });
    place.hidden = true;
    await draw();
    await sendNow();
  });
}

/** Some browsers keep nothing in private windows: there the form is posted as without script. */
const keepsAnything = (): Promise<boolean> => store.meta().then(() => true, () => false);

export async function startForm(): Promise<void> {
  const keeps = await keepsAnything();
  if (keeps) startLatePhoto();
  if (!form) return;
  control('nik')?.addEventListener('input', tellNik);
  tellNik();
  document.querySelector<HTMLElement>('#faults')?.focus();
  // A correction goes to the server as it is: it needs what stands there.
  if (!keeps || new URL(form.action).pathname !== '/village/add') return;
  document.querySelector('#photo-field')?.removeAttribute('hidden');
  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void save().finally(() => {
      busy = false;
    });
  });
  await fillVillages();
  const asked = Number(new URLSearchParams(location.search).get('mend'));
  const item = asked ? await store.item(asked) : undefined;
  if (item) mendItem(item);
}
