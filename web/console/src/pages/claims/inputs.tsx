// What an assessment needs to know, asked in plain fields. What comes out are the inputs by name that
// the API takes; nothing that the register already knows is asked.
import { api, got } from '../../api';
import { Trouble } from '../../kit/basics';
import { AmountField, amountOf } from '../../kit/amount';
import { CheckField, faultOf, SelectField, TextField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import type { Problem } from '../../api';
import { Children } from './children';
import { words } from './input_words';
import { Losses } from './losses';

export type Kind = 'jkk' | 'jkk_death' | 'jkm' | 'jht' | 'scholarship' | 'jp' | 'jkp';
export type Inputs = Record<string, string>;

interface Props {
  kind: Kind;
  inputs: Inputs;
  onInputs: (inputs: Inputs) => void;
  problem: Problem | undefined;
}
type Fields = Props & { say: ReturnType<typeof words>; set: (name: string, value: string) => void };

const COUNT = { type: 'number', min: 0 } as const;
/** Reasons for which the law counts from the day when the work ended, and those that take only a part. */
const COUNTED = ['resigned', 'dismissed', 'contract_ended', 'bpu_stopped'];
const IN_PART = ['preparation', 'house'];

/** Of these an amount may be written with groups: 1.500.000. */
const BILLS = ['treatment', 'transport_land', 'transport_sea', 'transport_air'] as const;
const MORE_BILLS = ['prosthesis', 'dentures', 'hearing_aid', 'glasses', 'rehabilitation', 'return_to_work'] as const;
const AMOUNTS: readonly string[] = [...BILLS, 'home_care', ...MORE_BILLS, 'balance', 'average_wage', 'wage'];

/** What was typed, amounts as whole numbers, without what is empty. */
export const filled = (inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value.trim() !== '')
      .map(([name, value]) => [name, AMOUNTS.includes(name) ? amountOf(value) : value]),
  );

function Lines({ names, of }: { names: readonly string[]; of: Fields }) {
  const called = of.say as unknown as Record<string, string>;
  return (
    <>
      {names.map((name) => {
        const field = { label: called[name] ?? name, value: of.inputs[name] ?? '', onValue: (value: string) => of.set(name, value), fault: faultOf(of.problem, name) };
        return AMOUNTS.includes(name) ? <AmountField key={name} {...field} /> : <TextField key={name} {...field} {...COUNT} />;
      })}
    </>
  );
}

function Group({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return <fieldset class="input-group"><legend>{title}</legend><div class="fields">{children}</div></fieldset>;
}

function Accident(props: Fields) {
  const { kind, inputs, say, set } = props;
  const law = useLoad(() => got(api.GET('/v1/law/questions')), []);
  const ending = inputs.ending || 'recovered';
  return (
    <>
      <Group title={say.bills}><Lines names={BILLS} of={props} /></Group>
      {kind === 'jkk' && (
        <>
          <Group title={say.off}><Lines names={['months_off', 'days_off']} of={props} /></Group>
          <SelectField label={say.ending} value={ending} onValue={(value) => props.onInputs({ ...inputs, ending: value, losses: '' })} options={Object.entries(say.endings).filter(([key]) => key !== 'death')} />
          <Trouble problem={law.problem} retry={law.reload} />
          {ending === 'recovered' && law.data && <Losses lines={law.data.losses} text={inputs.losses ?? ''} onText={(text) => set('losses', text)} fault={faultOf(props.problem, 'losses')} />}
          <details class="input-more">
            <summary>{say.more}</summary>
            <div class="fields">
              <Lines names={['home_care', 'home_care_months', ...MORE_BILLS]} of={props} />
            </div>
          </details>
        </>
      )}
    </>
  );
}

function Savings(props: Fields) {
  const { inputs, problem, say, set } = props;
  const why = inputs.why || 'retirement';
  return (
    <div class="fields">
      <AmountField label={say.balance} value={inputs.balance ?? ''} onValue={(value) => set('balance', value)} required fault={faultOf(problem, 'balance')} />
      <SelectField label={say.why} value={why} onValue={(value) => props.onInputs({ ...inputs, why: value, stopped: '', partial_before: '' })} options={Object.entries(say.whys)} />
      {COUNTED.includes(why) && <TextField label={say.stopped} type="date" value={inputs.stopped ?? ''} onValue={(value) => set('stopped', value)} required fault={faultOf(problem, 'stopped')} />}
      {IN_PART.includes(why) && <CheckField label={say.partial_before} checked={inputs.partial_before === 'yes'} onValue={(taken) => set('partial_before', taken ? 'yes' : '')} />}
    </div>
  );
}

function Scholarship(props: Fields) {
  const { inputs, problem, say, set } = props;
  return (
    <>
      <div class="fields">
        <SelectField label={say.programme} value={inputs.programme || 'JKK'} onValue={(value) => set('programme', value)} options={Object.entries(say.programmes)} />
        <TextField label={say.first_year} type="date" value={inputs.first_year ?? ''} onValue={(value) => set('first_year', value)} required fault={faultOf(problem, 'first_year')} />
      </div>
      <Children text={inputs.children ?? ''} onText={(text) => set('children', text)} fault={faultOf(problem, 'children')} />
    </>
  );
}

/** A pension of a wage earner: nothing of it stands in the register, so all of it is asked. */
function Pension(props: Fields) {
  const { inputs, problem, say, set } = props;
  const who = inputs.who || 'old_age';
  return (
    <div class="fields">
      <SelectField label={say.who} value={who} onValue={(value) => props.onInputs({ ...inputs, who: value, birth: '', child_birth: '' })} options={Object.entries(say.whos)} />
      <TextField label={say.months} value={inputs.months ?? ''} onValue={(value) => set('months', value)} required fault={faultOf(problem, 'months')} {...COUNT} />
      <AmountField label={say.average_wage} value={inputs.average_wage ?? ''} onValue={(value) => set('average_wage', value)} required fault={faultOf(problem, 'average_wage')} />
      <AmountField label={say.jp_balance} value={inputs.balance ?? ''} onValue={(value) => set('balance', value)} fault={faultOf(problem, 'balance')} />
      {who === 'old_age' && <TextField label={say.birth} type="date" value={inputs.birth ?? ''} onValue={(value) => set('birth', value)} required fault={faultOf(problem, 'birth')} />}
      {who === 'child' && <TextField label={say.child_birth} type="date" value={inputs.child_birth ?? ''} onValue={(value) => set('child_birth', value)} required fault={faultOf(problem, 'child_birth')} />}
    </div>
  );
}

function LostWork(props: Fields) {
  const { inputs, problem, say, set } = props;
  return (
    <div class="fields">
      <AmountField label={say.wage} value={inputs.wage ?? ''} onValue={(value) => set('wage', value)} required fault={faultOf(problem, 'wage')} />
      <TextField label={say.months_without} value={inputs.months ?? ''} onValue={(value) => set('months', value)} required fault={faultOf(problem, 'months')} {...COUNT} />
      <TextField label={say.dues_window} value={inputs.dues_months ?? ''} onValue={(value) => set('dues_months', value)} required fault={faultOf(problem, 'dues_months')} {...COUNT} />
      <TextField label={say.birth} type="date" value={inputs.birth ?? ''} onValue={(value) => set('birth', value)} required fault={faultOf(problem, 'birth')} />
      <TextField label={say.registered} type="date" value={inputs.registered ?? ''} onValue={(value) => set('registered', value)} fault={faultOf(problem, 'registered')} />
      <TextField label={say.new_job} type="date" value={inputs.new_job ?? ''} onValue={(value) => set('new_job', value)} fault={faultOf(problem, 'new_job')} />
    </div>
  );
}

const ASKED: Partial<Record<Kind, (props: Fields) => preact.JSX.Element>> = { jkk: Accident, jkk_death: Accident, jht: Savings, scholarship: Scholarship, jp: Pension, jkp: LostWork };

export function InputFields(props: Props) {
  const say = words();
  const set = (name: string, value: string) => props.onInputs({ ...props.inputs, [name]: value });
  const fields = { ...props, say, set };
  const Asked = ASKED[props.kind];
  return Asked && <div class="input-fields"><Asked {...fields} /></div>;
}
