// The children whose school is paid: born when, and which years of school they have before them.
import { useState } from 'preact/hooks';
import { Button } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { fill } from '../../words';
import { words } from './input_words';

const LEVELS = ['primary', 'junior', 'senior', 'tertiary'] as const;
type Child = { birth: string; years: Record<string, string> };

/** "2012-05-01 junior*2 senior*3", as the API writes a child. */
function written(child: Child): string {
  const years = LEVELS.filter((level) => Number(child.years[level] ?? 0) > 0).map((level) => `${level}*${child.years[level]}`);
  return [child.birth, ...years].join(' ');
}

/** The same read back: who was entered before the dialog was closed is shown again. */
function read(text: string): Child {
  const [birth = '', ...levels] = text.split(' ');
  return { birth, years: Object.fromEntries(levels.map((each) => each.split('*'))) as Record<string, string> };
}

export function Children(props: { text: string; onText: (text: string) => void; fault: string | undefined }) {
  const say = words();
  const [children, setChildren] = useState<Child[]>(() => (props.text || ' ').split(',').map(read));
  const keep = (next: Child[]) => {
    setChildren(next);
    props.onText(next.filter((each) => each.birth).map(written).join(','));
  };
  const change = (at: number, child: Child) => keep(children.map((each, n) => (n === at ? child : each)));
  return (
    <>
      {props.fault && <p class="fault">✕ {props.fault}</p>}
      {children.map((child, at) => (
        <fieldset class="input-group" key={at}>
          <legend>{fill(say.child, { n: at + 1 })}</legend>
          <TextField label={say.birth} type="date" required value={child.birth} onValue={(birth) => change(at, { ...child, birth })} />
          <p class="hint">{say.years}</p>
          <div class="input-levels">
            {LEVELS.map((level) => (
              <TextField key={level} label={say.levels[level]} type="number" min={0} max={9} value={child.years[level] ?? ''} onValue={(years) => change(at, { ...child, years: { ...child.years, [level]: years } })} />
            ))}
          </div>
          {children.length > 1 && <Button onClick={() => keep(children.filter((_, n) => n !== at))}>{fill(say.drop, { what: fill(say.child, { n: at + 1 }) })}</Button>}
        </fieldset>
      ))}
      <Button onClick={() => keep([...children, { birth: '', years: {} }])}>+ {say.add_child}</Button>
    </>
  );
}
