// "What if": what the law gives for what is typed, on any day; nothing is stored.
import './claims.css';
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { rupiah } from '../../format';
import { Badge, Button, Card, Notice, Page, Trouble } from '../../kit/basics';
import { CheckField, faultOf, SelectField, TextField } from '../../kit/fields';
import { citationText } from '../../kit/law';
import { useAction, useLoad } from '../../kit/load';
import type { PageProps } from '../../route';
import { fill, inBoth } from '../../words';
import { Branch } from './assessment';
import { words as claimWords } from './words';

const words = inBoth(
  {
    title: 'Hitung seandainya',
    lead: 'Hak menurut hukum untuk keadaan yang Anda ketik, pada hari apa pun. Tidak ada yang disimpan.',
    kind: 'Apa yang dihitung', on: 'Hari kejadian', wage: 'Upah atau penghasilan sebulan (rupiah)', death: 'Meninggal',
    months: 'Bulan tidak dapat bekerja', treatment: 'Biaya pengobatan (rupiah)', since: 'Peserta sejak',
    run: 'Hitung', letter: 'Dalam kata-kata untuk keluarga',
    jkk: 'Kecelakaan kerja', jkm: 'Kematian karena sebab lain',
  },
  {
    title: 'What if',
    lead: 'What the law gives for what you type, on any day. Nothing is stored.',
    kind: 'What to reckon', on: 'Day of the event', wage: 'Wage or income of a month (rupiah)', death: 'The person died',
    months: 'Months without work', treatment: 'Bills of treatment (rupiah)', since: 'Member since',
    run: 'Reckon', letter: 'In words for the family',
    jkk: 'Work accident', jkm: 'Death by another cause',
  },
);

type Answer = Schemas['LawAnswer'];
type Form = { kind: 'jkk' | 'jkm'; on: string; wage: string; months: string; treatment: string; since: string; death: boolean };

/** Only what was typed is asked; the law's engine says what else it needs. */
function inputsOf(form: Form): Record<string, string> {
  const typed: Record<string, string> =
    form.kind === 'jkk'
      ? { segment: 'BPU', wage: form.wage, treatment: form.treatment, months_off: form.months, ending: form.death ? 'death' : '', covered: 'yes' }
      : { member_since: form.since, covered: 'yes' };
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
}

export default function WhatIf(_: PageProps) {
  const say = words();
  const claim = claimWords();
  const today = useLoad(() => got(api.GET('/v1/rules', { params: { query: {} } })), []);
  const [form, setForm] = useState<Form>({ kind: 'jkk', on: '', wage: '', months: '', treatment: '', since: '', death: true });
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const [found, setFound] = useState<Answer>();
  const on = form.on || today.data?.on || '';
  const act = useAction(async () => {
    setFound(await got(api.POST('/v1/law/answers', { body: { kind: form.kind, on, inputs: inputsOf(form) } })));
  });
  return (
    <Page title={say.title} lead={say.lead}>
      <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
        <Trouble problem={act.problem} />
        <Card>
          <div class="fields">
            <SelectField label={say.kind} value={form.kind} onValue={(kind) => change({ kind: kind as Form['kind'] })} options={[['jkk', say.jkk], ['jkm', say.jkm]]} />
            <TextField label={say.on} type="date" value={on} onValue={(text) => change({ on: text })} required fault={faultOf(act.problem, 'on')} />
            {form.kind === 'jkk' && (
              <>
                <TextField label={say.wage} inputMode="numeric" value={form.wage} onValue={(wage) => change({ wage })} required />
                <TextField label={say.treatment} inputMode="numeric" value={form.treatment} onValue={(treatment) => change({ treatment })} />
                <TextField label={say.months} inputMode="numeric" value={form.months} onValue={(months) => change({ months })} />
              </>
            )}
            {form.kind === 'jkm' && <TextField label={say.since} type="date" value={form.since} onValue={(since) => change({ since })} required />}
          </div>
          {form.kind === 'jkk' && <CheckField label={say.death} checked={form.death} onValue={(death) => change({ death })} />}
        </Card>
        <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{say.run}</Button></div>
      </form>
      <div aria-live="polite">
        {found && (
          <Card title={claim.assessment}>
            <p>{claim.total}: <strong class="claim-total">{rupiah(found.total)}</strong></p>
            {found.reason && <Notice tone="warn">{fill(claim.nothing, { reason: found.reason_text })}</Notice>}
            <ul class="claim-tree"><Branch step={found.explained} /></ul>
            <h3>{claim.conditions}</h3>
            <ul class="claim-found">
              {found.conditions.map((each, at) => (
                <li key={at}>
                  <span>{each.name} <span class="hint">{citationText(each.citation)}</span></span>
                  <Badge tone={each.holds ? 'good' : 'bad'}>{each.holds ? claim.holds : claim.fails}</Badge>
                </li>
              ))}
            </ul>
            <h3>{say.letter}</h3>
            {found.letter.map((text, at) => <p key={at}>{text}</p>)}
          </Card>
        )}
      </div>
    </Page>
  );
}
