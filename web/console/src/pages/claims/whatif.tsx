// "What if": what the law gives for what is typed, on any day; nothing is stored.
import './claims.css';
import { useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { rupiah } from '../../format';
import { Badge, Button, Card, Notice, Page, Trouble } from '../../kit/basics';
import { AmountField } from '../../kit/amount';
import { faultOf, SelectField, TextField } from '../../kit/fields';
import { citationText } from '../../kit/law';
import { useAction, useLoad } from '../../kit/load';
import type { PageProps } from '../../route';
import { fill, inBoth } from '../../words';
import { Branch } from './assessment';
import { filled, InputFields, type Inputs, type Kind } from './inputs';
import { words as inputWords } from './input_words';
import { LetterLines } from './letter_lines';
import { words as claimWords } from './words';

const words = inBoth(
  {
    title: 'Hitung seandainya',
    lead: 'Hak menurut hukum untuk keadaan yang Anda ketik, pada hari apa pun. Tidak ada yang disimpan.',
    kind: 'Apa yang dihitung', on: 'Hari kejadian', wage: 'Upah atau penghasilan sebulan (rupiah)',
    run: 'Hitung', letter: 'Dalam kata-kata untuk keluarga',
    kinds: { jkk_death: 'Meninggal karena kecelakaan kerja', jkk: 'Kecelakaan kerja, tidak meninggal', jkm: 'Meninggal karena sebab lain', jht: 'Jaminan Hari Tua (JHT)', scholarship: 'Beasiswa anak', jp: 'Jaminan Pensiun (JP)', jkp: 'Kehilangan pekerjaan (JKP)' },
  },
  {
    title: 'What if',
    lead: 'What the law gives for what you type, on any day. Nothing is stored.',
    kind: 'What to reckon', on: 'Day of the event', wage: 'Wage or income of a month (rupiah)',
    run: 'Reckon', letter: 'In words for the family',
    kinds: { jkk_death: 'Death by a work accident', jkk: 'Work accident, survived', jkm: 'Death by another cause', jht: 'Old-age savings (JHT)', scholarship: 'Scholarship of children', jp: 'Pension (JP)', jkp: 'Loss of work (JKP)' },
  },
);

type Answer = Schemas['LawAnswer'];
type Form = { kind: Kind; on: string; inputs: Inputs };

/** The question that the law's engine knows, and what a claim would take from the register. */
function asked({ kind, inputs }: Form): { kind: string; inputs: Inputs } {
  const typed = filled(inputs);
  if (kind === 'jkk_death') return { kind: 'jkk', inputs: { ...typed, ending: 'death', covered: 'yes' } };
  return { kind, inputs: { ...typed, covered: 'yes' } };
}

export default function WhatIf(_: PageProps) {
  const say = words();
  const claim = claimWords();
  const today = useLoad(() => got(api.GET('/v1/rules', { params: { query: {} } })), []);
  const [form, setForm] = useState<Form>({ kind: 'jkk_death', on: '', inputs: {} });
  const set = (name: string, value: string) => setForm({ ...form, inputs: { ...form.inputs, [name]: value } });
  const [found, setFound] = useState<Answer>();
  const on = form.on || today.data?.on || '';
  const act = useAction(async () => {
    setFound(await got(api.POST('/v1/law/answers', { body: { on, ...asked(form) } })));
  });
  const { kind, inputs } = form;
  const fields = inputWords();
  return (
    <Page title={say.title} lead={say.lead}>
      <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
        <Trouble problem={act.problem} />
        <Card>
          <div class="fields">
            <SelectField label={say.kind} value={kind} onValue={(next) => setForm({ ...form, kind: next as Kind, inputs: {} })} options={Object.entries(say.kinds)} />
            <TextField label={say.on} type="date" value={on} onValue={(text) => setForm({ ...form, on: text })} required fault={faultOf(act.problem, 'on')} />
            {kind.startsWith('jkk') && <SelectField label={fields.segment} value={inputs.segment || 'BPU'} onValue={(segment) => set('segment', segment)} options={Object.entries(fields.segments)} />}
            {kind.startsWith('jkk') && <AmountField label={say.wage} value={inputs.wage ?? ''} onValue={(wage) => set('wage', wage)} required fault={faultOf(act.problem, 'wage')} />}
            {(kind === 'jkm' || kind === 'jht') && <TextField label={fields.member_since} type="date" value={inputs.member_since ?? ''} onValue={(since) => set('member_since', since)} required={kind === 'jkm'} fault={faultOf(act.problem, 'member_since')} />}
            {kind === 'jht' && <TextField label={fields.birth} type="date" value={inputs.birth ?? ''} onValue={(birth) => set('birth', birth)} fault={faultOf(act.problem, 'birth')} />}
            {kind === 'scholarship' && inputs.programme === 'JKM' && <TextField label={fields.dues_months} type="number" min={0} value={inputs.dues_months ?? ''} onValue={(months) => set('dues_months', months)} fault={faultOf(act.problem, 'dues_months')} />}
          </div>
          <InputFields key={kind} kind={kind} inputs={inputs} onInputs={(next) => setForm({ ...form, inputs: next })} problem={act.problem} />
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
            <LetterLines paragraphs={found.letter} />
          </Card>
        )}
      </div>
    </Page>
  );
}
