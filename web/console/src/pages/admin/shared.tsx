// What the pages of administration share: their tabs, a scope in words, a secret shown once.
import { useState } from 'preact/hooks';
import type { Schemas } from '../../api';
import { AreaField } from '../../kit/area_field';
import { Button, Notice, Tabs } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { usePayerNames } from '../../kit/payers';
import { useRegionNames } from '../../kit/regions';
import { useSenderNames } from '../../kit/senders';
import { SECTORS, sectorName } from '../../kit/terms';
import { may, useCaller } from '../../session';
import { fill, inBoth } from '../../words';

export type Limit = Schemas['Limit'];

const words = inBoth(
  {
    tabs: 'Administrasi',
    accounts: 'Akun',
    organisations: 'Organisasi',
    roles: 'Peran',
    webhooks: 'Sistem lain',
    system: 'Sistem dan cadangan',
    nothing: 'belum mencapai apa pun',
    country: 'seluruh Indonesia',
    region: 'wilayah {v}',
    sector: 'kelompok {v}',
    sender: 'daftar dari {v}',
    payer: 'pembayar {v}',
    person: 'orang {v}',
    copy: 'Salin',
    copied: 'Tersalin',
    once: 'Hanya tampil sekali ini. Sampaikan lewat jalan yang aman.',
    limits: 'Mencapai apa',
    kind: 'Batas',
    value: 'Nilai',
    add: 'Tambah batas',
    drop: 'Hapus {v}',
    k_region: 'Wilayah',
    k_sector: 'Kelompok pekerjaan',
    k_sender: 'Pengirim daftar (kode)',
    k_payer: 'Pembayar (kode)',
    none: 'Tanpa batas apa pun akun tidak melihat apa-apa.',
  },
  {
    tabs: 'Administration',
    accounts: 'Accounts',
    organisations: 'Organisations',
    roles: 'Roles',
    webhooks: 'Other systems',
    system: 'System and backups',
    nothing: 'reaches nothing yet',
    country: 'all of Indonesia',
    region: 'region {v}',
    sector: 'group {v}',
    sender: 'lists of {v}',
    payer: 'payer {v}',
    person: 'person {v}',
    copy: 'Copy',
    copied: 'Copied',
    once: 'Shown this once. Hand it over by a safe way.',
    limits: 'What it reaches',
    kind: 'Limit',
    value: 'Value',
    add: 'Add the limit',
    drop: 'Remove {v}',
    k_region: 'Region',
    k_sector: 'Kind of work',
    k_sender: 'Sender of lists (code)',
    k_payer: 'Payer (code)',
    none: 'Without any limit the account sees nothing.',
  },
);

export function AdminTabs() {
  const said = words();
  const caller = useCaller();
  const items = [
    { href: '/office/accounts', name: said.accounts, permission: 'accounts_manage' },
    { href: '/office/roles', name: said.roles, permission: 'accounts_manage' },
    { href: '/office/organisations', name: said.organisations, permission: 'accounts_manage' },
    { href: '/office/webhooks', name: said.webhooks, permission: 'webhooks_manage' },
    { href: '/office/system', name: said.system, permission: 'system_manage' },
  ];
  return <Tabs label={said.tabs} items={items.filter((each) => may(caller, each.permission))} />;
}

/** Limits in words: regions with their names, senders and payers where the caller may read them. The codes
 *  stand beside them: limits are given by code. */
export function useLimitWords(limits: Limit[]): (limit: Limit) => string {
  const said = words();
  const has = (kind: Limit['kind']) => limits.some((each) => each.kind === kind);
  const regions = useRegionNames([...new Set(limits.filter((each) => each.kind === 'region' && each.value !== '*').map((each) => each.value))]);
  const senders = useSenderNames(has('sender'));
  const payers = usePayerNames(has('payer'));
  const beside = (name: string, code: string) => (name === code ? code : `${name} (${code})`);
  return ({ kind, value }) => {
    if (kind === 'region') {
      const name = regions(value);
      return value === '*' ? said.country : name === value ? fill(said.region, { v: value }) : beside(name, value);
    }
    if (kind === 'sector') return fill(said.sector, { v: sectorName(value) });
    if (kind === 'sender') return fill(said.sender, { v: beside(senders(value), value) });
    if (kind === 'payer') return fill(said.payer, { v: beside(payers(value), value) });
    return fill(said.person, { v: value });
  };
}

/** Of all that is shown at once, so that every name is asked for once. */
export function useScopeWords(shown: Limit[]): (scope: Limit[]) => string {
  const inWords = useLimitWords(shown);
  return (scope) => (scope.length === 0 ? words().nothing : scope.map(inWords).join(', '));
}

/** Something that is never shown again: a link, a key, a secret. */
export function Once({ title, value }: { title: string; value: string }) {
  const said = words();
  const [copied, setCopied] = useState(false);
  return (
    <Notice tone="warn">
      <strong>{title}</strong>
      <p class="once" data-once>{value}</p>
      <p>{said.once}</p>
      {navigator.clipboard && (
        <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>{copied ? said.copied : said.copy}</Button>
      )}
    </Notice>
  );
}

/** Limits one by one: what an account, or a key, reaches. */
export function ScopeFields({ scope, onScope }: { scope: Limit[]; onScope: (scope: Limit[]) => void }) {
  const said = words();
  const [kind, setKind] = useState<Limit['kind']>('region');
  const [value, setValue] = useState('');
  const limitInWords = useLimitWords(scope);
  // What is chosen counts at once: nobody need know that a button makes it a limit.
  const text = value.trim();
  const listed = text === '' ? scope : scope.filter((each) => each.kind !== kind || each.value !== text);
  const choose = (nextKind: Limit['kind'], next: string) => {
    setKind(nextKind);
    setValue(next);
    const wanted = next.trim();
    onScope(wanted === '' ? listed : [...listed.filter((each) => each.kind !== nextKind || each.value !== wanted), { kind: nextKind, value: wanted }]);
  };
  return (
    <fieldset>
      <legend class="legend">{said.limits}</legend>
      {scope.length === 0 && <p class="hint">{said.none}</p>}
      {listed.length > 0 && (
        <ul class="order">
          {listed.map((each) => (
            <li key={each.kind + each.value}>
              {limitInWords(each)}
              <Button kind="quiet" aria-label={fill(said.drop, { v: limitInWords(each) })} onClick={() => onScope(scope.filter((other) => other !== each))}>✕</Button>
            </li>
          ))}
        </ul>
      )}
      <div class="fields">
        <SelectField
          label={said.kind}
          value={kind}
          onValue={(next) => choose(next as Limit['kind'], '')}
          options={[['region', said.k_region], ['sender', said.k_sender], ['payer', said.k_payer], ['sector', said.k_sector]]}
        />
        {kind === 'region' ? (
          <AreaField root="" value={value} onValue={(next) => choose('region', next)} country />
        ) : kind === 'sector' ? (
          <SelectField label={said.value} value={value} onValue={(next) => choose('sector', next)} options={[['', ''] as const, ...SECTORS.map((each) => [each, sectorName(each)] as const)]} />
        ) : (
          <TextField label={said.value} value={value} onValue={(next) => choose(kind, next)} maxLength={64} />
        )}
      </div>
      <div class="actions"><Button onClick={() => setValue('')} disabled={text === ''}>{said.add}</Button></div>
    </fieldset>
  );
}
