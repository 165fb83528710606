// What may be done next with a claim, as far as the reader may do it.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { Button, Card, Dialog, Notice, Trouble } from '../../kit/basics';
import { AmountField, rupiahOf } from '../../kit/amount';
import { faultOf, SelectField, TextArea, TextField } from '../../kit/fields';
import { useAction } from '../../kit/load';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { filled, InputFields, type Inputs, type Kind } from './inputs';
import { words } from './words';
import type { Claim } from './common';

type Change = (claim: Claim) => void;

function Receiver({ claim, onChange }: { claim: Claim; onChange: Change }) {
  const say = words();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState({ name: '', nik: '', relation: claim.kind === 'jkk' || claim.kind === 'jht' ? 'self' : 'spouse_or_child', bank: '', account: '' });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const act = useAction(async () => {
    onChange(await got(api.POST('/v1/claims/{claim}/receiver', { params: { path: { claim: claim.id } }, body: form })));
    setOpen(false);
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.receiver_add}</Button>
      <Dialog title={say.receiver_add} open={open} onClose={() => setOpen(false)}>
        <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
          <Trouble problem={act.problem} />
          <TextField label={say.name} value={form.name} onValue={(name) => change({ name })} required maxLength={200} />
          <TextField label={say.nik} value={form.nik} onValue={(nik) => change({ nik })} inputMode="numeric" maxLength={16} fault={faultOf(act.problem, 'nik')} />
          <SelectField label={say.relation} value={form.relation} onValue={(relation) => change({ relation })} options={Object.entries(say.relations)} />
          <TextField label={say.bank} value={form.bank} onValue={(bank) => change({ bank })} required maxLength={200} />
          <TextField label={say.account} value={form.account} onValue={(account) => change({ account })} inputMode="numeric" required maxLength={30} fault={faultOf(act.problem, 'account')} />
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{say.save}</Button></div>
        </form>
      </Dialog>
    </>
  );
}

function Assess({ claim, onChange }: { claim: Claim; onChange: Change }) {
  const say = words();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState<Inputs>({});
  const act = useAction(async () => {
    onChange(await got(api.POST('/v1/claims/{claim}/assessment', { params: { path: { claim: claim.id } }, body: { inputs: filled(form) } })));
    setOpen(false);
  });
  if (claim.kind === 'jkm') {
    return <><Button kind="main" busy={act.busy} onClick={() => void act.run()}>{say.assess}</Button><Trouble problem={act.problem} /></>;
  }
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>{say.assess}</Button>
      <Dialog title={say.assess} open={open} onClose={() => setOpen(false)}>
        <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
          <Trouble problem={act.problem} />
          <p class="hint">{say.inputs_title}</p>
          <InputFields kind={claim.kind as Kind} inputs={form} onInputs={setForm} problem={act.problem} />
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{say.assess}</Button></div>
        </form>
      </Dialog>
    </>
  );
}

type What = 'decision-approve' | 'decision-refuse' | 'appeal' | 'reopening' | 'payment' | 'overpayment' | 'recovery';

/** A dialog with what that step asks for: a reason, an amount, a day. */
function Said(props: { claim: Claim; what: What; title: string; kind?: 'main' | 'plain' | 'danger'; onChange: (claim: Claim | undefined) => void }) {
  const say = words();
  const { claim, what } = props;
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState({ reason: '', amount: '', reference: '', paid_on: '' });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const params = { path: { claim: claim.id } };
  const act = useAction(async () => {
    const { reason, reference, paid_on } = form;
    const amount = rupiahOf(form.amount);
    let answer: Claim | { approval: unknown };
    if (what === 'decision-approve') answer = await got(api.POST('/v1/claims/{claim}/decision', { params, body: { decision: 'approve', reason } }));
    else if (what === 'decision-refuse') answer = await got(api.POST('/v1/claims/{claim}/decision', { params, body: { decision: 'refuse', reason } }));
    else if (what === 'appeal') answer = await got(api.POST('/v1/claims/{claim}/appeal', { params, body: { reason } }));
    else if (what === 'reopening') answer = await got(api.POST('/v1/claims/{claim}/reopening', { params, body: { reason } }));
    else if (what === 'payment') answer = await got(api.POST('/v1/claims/{claim}/payment', { params, body: { paid_on, reference } }));
    else if (what === 'overpayment') answer = await got(api.POST('/v1/claims/{claim}/overpayment', { params, body: { amount, reason } }));
    else answer = await got(api.POST('/v1/claims/{claim}/recovery', { params, body: { amount, reference } }));
    setOpen(false);
    props.onChange('approval' in answer ? undefined : (answer as Claim));
  });
  const money = what === 'overpayment' || what === 'recovery';
  const referred = what === 'payment' || what === 'recovery';
  return (
    <>
      <Button kind={props.kind ?? 'plain'} onClick={() => setOpen(true)}>{props.title}…</Button>
      <Dialog title={props.title} open={open} onClose={() => setOpen(false)}>
        <form class="page" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
          <Trouble problem={act.problem} />
          {money && <AmountField label={say.money} value={form.amount} onValue={(amount) => change({ amount })} required fault={faultOf(act.problem, 'amount')} />}
          {what === 'payment' && <TextField label={say.paid_on} type="date" value={form.paid_on} onValue={(paid_on) => change({ paid_on })} required fault={faultOf(act.problem, 'paid_on')} />}
          {referred && <TextField label={say.reference} value={form.reference} onValue={(reference) => change({ reference })} maxLength={200} />}
          {!referred && <TextArea label={say.reason} value={form.reason} onValue={(reason) => change({ reason })} required rows={3} />}
          <div class="actions"><Button kind="main" type="submit" busy={act.busy}>{props.title}</Button></div>
        </form>
      </Dialog>
    </>
  );
}

export function Deeds({ claim, onChange }: { claim: Claim; onChange: Change }) {
  const say = words();
  const caller = useCaller();
  const [waits, setWaits] = useState(false);
  const can = (step: string, permission: string) => claim.next.includes(step) && may(caller, permission);
  const params = { path: { claim: claim.id } };
  const verify = useAction(async () => onChange(await got(api.POST('/v1/claims/{claim}/verification', { params, body: {} }))));
  const ask = useAction(async () => onChange(await got(api.POST('/v1/claims/{claim}/paper-requests', { params, body: {} }))));
  const order = useAction(async () => onChange(await got(api.POST('/v1/claims/{claim}/order', { params, body: {} }))));
  const changed = (next: Claim | undefined) => {
    if (next) onChange(next);
    else setWaits(true);
  };
  const assessed = claim.state === 'assessed';
  const owing = claim.state === 'assessed' && claim.approvable;
  const nothing = claim.next.length === 0;
  return (
    <Card title={say.actions}>
      {waits && <Notice tone="good">{say.waiting}</Notice>}
      {assessed && !claim.approvable && <Notice tone="warn">{fill(say.not_approvable, { what: say.not[claim.not_approvable] ?? claim.not_approvable })}</Notice>}
      <Trouble problem={verify.problem ?? ask.problem ?? order.problem} />
      {nothing && <p>{say.done}</p>}
      <div class="actions">
        {can('verified', 'claims_propose') && <Button kind={claim.state === 'open' ? 'main' : 'plain'} busy={verify.busy} onClick={() => void verify.run()}>{say.verify}</Button>}
        {can('assessed', 'claims_propose') && <Assess claim={claim} onChange={onChange} />}
        {owing && !waits && can('approved', 'claims_propose') && <Said claim={claim} what="decision-approve" title={say.approve} kind="main" onChange={changed} />}
        {can('refused', 'claims_propose') && <Said claim={claim} what="decision-refuse" title={say.refuse} kind="danger" onChange={changed} />}
        {can('receiver_named', 'claims_propose') && <Receiver claim={claim} onChange={onChange} />}
        {can('papers_asked', 'claims_propose') && claim.missing_codes.length > 0 && <Button busy={ask.busy} onClick={() => void ask.run()}>{say.ask}</Button>}
        {can('payment_ordered', 'claims_approve') && claim.approved > claim.ordered && <Button kind="main" busy={order.busy} onClick={() => void order.run()}>{say.order}</Button>}
        {can('paid', 'payments_record') && <Said claim={claim} what="payment" title={say.pay} kind="main" onChange={changed} />}
        {can('appealed', 'events_write') && <Said claim={claim} what="appeal" title={say.appeal} onChange={changed} />}
        {can('reopened', 'claims_approve') && <Said claim={claim} what="reopening" title={say.reopen} onChange={changed} />}
        {can('overpaid', 'claims_approve') && claim.paid > claim.overpaid && <Said claim={claim} what="overpayment" title={say.overpaid} onChange={changed} />}
        {can('recovered', 'payments_record') && <Said claim={claim} what="recovery" title={say.recover} onChange={changed} />}
      </div>
    </Card>
  );
}
